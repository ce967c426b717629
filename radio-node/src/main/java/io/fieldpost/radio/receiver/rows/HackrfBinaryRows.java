package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hackrf_sweep -B} writes: records of a length (32 bits, of what follows), low and high edge in Hz (64 bits each) and levels as
 * binary32, all little-endian. There is no time in it: a hop has that of its arrival.
 *
 * <p>Nothing marks where a record begins. After one that makes no sense, its 20 bytes are taken as garbage and reading goes on at the
 * next byte that could begin one.
 */
final class HackrfBinaryRows implements RowReader {
    private static final int HEADER = 20;
    private static final int MAX_LEVELS = 8180 / 4;
    private static final long HIGHEST_HZ = 10_000_000_000L;

    private final InputStream in;
    private final InstantSource clock;
    private final Refusals refusals = new Refusals();
    private final SweepAssembler sweeps = new SweepAssembler(SweepAssembler.End.NOTHING);
    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer body = ByteBuffer.allocate(4 * MAX_LEVELS).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private boolean lost;

    HackrfBinaryRows(InputStream in, InstantSource clock) {
        this.in = in;
        this.clock = clock;
    }

    @Override
    public @Nullable SpectrumRow next() throws IOException {
        SpectrumRow row = sweeps.poll();
        while (row == null) {
            if (!record()) {
                sweeps.finish();
                return sweeps.poll();
            }
            row = sweeps.poll();
        }
        return row;
    }

    /** Reads a record; false at the end. */
    private boolean record() throws IOException {
        if (in.readNBytes(header.array(), 0, HEADER) < HEADER) {
            return false;
        }
        while (!makesSense()) {
            if (!lost) {
                refusals.add("byte " + position, "no record of hackrf_sweep begins here, looking for the next");
                lost = true;
            }
            if (!shift()) {
                return false;
            }
        }
        lost = false;
        int bytes = header.getInt(0) - (HEADER - 4);
        if (in.readNBytes(body.array(), 0, bytes) < bytes) {
            return false;
        }
        take(bytes / 4);
        position += HEADER + bytes;
        return true;
    }

    private boolean shift() throws IOException {
        int next = in.read();
        System.arraycopy(header.array(), 1, header.array(), 0, HEADER - 1);
        header.array()[HEADER - 1] = (byte) next;
        position++;
        return next >= 0;
    }

    private boolean makesSense() {
        int length = header.getInt(0);
        long low = header.getLong(4);
        long high = header.getLong(12);
        return length > HEADER - 4
                && length <= HEADER - 4 + body.capacity()
                && length % 4 == 0
                && low >= 0
                && high > low
                && high <= HIGHEST_HZ;
    }

    private void take(int count) {
        double low = header.getLong(4);
        double step = (header.getLong(12) - low) / count;
        float[] levels = new float[count];
        body.asFloatBuffer().get(levels);
        try {
            sweeps.accept(new Segment(low + step / 2, step, levels, clock.instant()));
        } catch (IllegalArgumentException e) {
            refusals.add("byte " + position, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }
}
