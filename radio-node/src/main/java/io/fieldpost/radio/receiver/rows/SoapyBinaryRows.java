package io.fieldpost.radio.receiver.rows;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code soapy_power -F soapy_power_bin} writes: records of the letters {@code SDRFF}, then little-endian version (8 bits, 2), time of
 * start and end (seconds since 1970), first and last frequency and step (each binary64), number of samples and of bytes (64 bits each), two
 * bytes of padding, and levels as binary32. After damage, the next letters are looked for.
 */
final class SoapyBinaryRows implements RowReader {
    static final byte[] MAGIC = "SDRFF".getBytes(StandardCharsets.US_ASCII);

    private static final int VERSION = 2;
    private static final int HEADER = 1 + 5 * 8 + 2 * 8 + 2;
    private static final double LATEST_SECONDS = 4_102_444_800.0;

    private final InputStream in;
    private final Refusals refusals = new Refusals();
    private final SweepAssembler sweeps = new SweepAssembler(SweepAssembler.End.NOTHING);
    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    SoapyBinaryRows(InputStream in) {
        this.in = in;
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

    private boolean record() throws IOException {
        if (!findMagic()) {
            return false;
        }
        long begin = position;
        if (in.readNBytes(header.array(), 0, HEADER) < HEADER) {
            return false;
        }
        position += HEADER;
        long bytes = header.getLong(49);
        if (header.get(0) != VERSION || bytes <= 0 || bytes % 4 != 0 || bytes / 4 > Segment.MAX_CELLS) {
            refusals.add("byte " + begin, "record of version " + header.get(0) + " with " + bytes + " bytes of levels");
            return true;
        }
        byte[] levels = in.readNBytes((int) bytes);
        position += levels.length;
        if (levels.length < bytes) {
            return false;
        }
        take(levels, begin);
        return true;
    }

    private boolean findMagic() throws IOException {
        int matched = 0;
        boolean told = false;
        while (matched < MAGIC.length) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            if (b == MAGIC[matched]) {
                matched++;
            } else {
                if (!told) {
                    refusals.add("byte " + position, "no record of soapy_power begins here, looking for the next");
                    told = true;
                }
                matched = b == MAGIC[0] ? 1 : 0;
            }
            position++;
        }
        return true;
    }

    private void take(byte[] bytes, long begin) {
        double seconds = header.getDouble(9);
        float[] levels = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(levels);
        try {
            if (!(seconds >= 0 && seconds < LATEST_SECONDS)) {
                throw new IllegalArgumentException("time is not between 1970 and 2100: " + seconds);
            }
            Instant time = Instant.ofEpochMilli(Math.round(seconds * 1000));
            sweeps.accept(new Segment(header.getDouble(17), header.getDouble(33), levels, time));
        } catch (IllegalArgumentException e) {
            refusals.add("byte " + begin, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }
}
