package io.fieldpost.agent.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A column of instants. Each is the difference in seconds from the one before, and the fraction with its own unit: nothing of a
 * nanosecond is lost, and an OPC UA time (100 ns, from the year 1601) takes as many bytes as it needs.
 */
final class TimeCodec {
    private static final int[] NANOS = {1, 100, 1_000, 1_000_000};

    private static final int RECENT = 16;

    private final @Nullable Instant[] recent = new Instant[RECENT];
    private long second;

    /** Begins afresh. */
    void clear() {
        second = 0;
    }

    void write(ByteSink sink, Instant time) {
        sink.zigzag(time.getEpochSecond() - second);
        second = time.getEpochSecond();
        int unit = unitOf(time.getNano());
        sink.varint((long) (time.getNano() / NANOS[unit]) << 2 | unit);
    }

    Instant read(ByteSource source) throws DamagedBatchException {
        second += source.zigzag();
        long fraction = source.varint();
        long count = fraction >>> 2;
        int unit = NANOS[(int) fraction & 3];
        if (count >= 1_000_000_000 / unit
                || second < Instant.MIN.getEpochSecond()
                || second > Instant.MAX.getEpochSecond()) {
            throw source.damaged("a time that can't be");
        }
        return instant(count * unit);
    }

    /** One object for a time that repeats: what is read in one go has few of them. */
    private Instant instant(long nanos) {
        int place = (int) (nanos / 100) & RECENT - 1;
        Instant known = recent[place];
        if (known == null || known.getNano() != nanos || known.getEpochSecond() != second) {
            known = Instant.ofEpochSecond(second, nanos);
            recent[place] = known;
        }
        return known;
    }

    private static int unitOf(int nanos) {
        for (int unit = NANOS.length - 1; unit > 0; unit--) {
            if (nanos % NANOS[unit] == 0) {
                return unit;
            }
        }
        return 0;
    }
}
