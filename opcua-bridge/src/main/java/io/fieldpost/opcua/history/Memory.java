package io.fieldpost.opcua.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is remembered of one point between connections.
 *
 * @param last behind the last value that the gateway has
 * @param top the latest source time that was delivered, after {@code last} when the source's clock was set back
 * @param land where the clock was set back to at the last time; 0 when it never was
 * @param gaps spans before {@code last} that are not filled
 */
record Memory(Mark last, long top, long land, List<Span> gaps) {
    /** From behind one value to before another. */
    record Span(Mark from, Mark to) {}

    private static final int MARK_BYTES = Long.BYTES + 2 * Integer.BYTES;

    /** How many bytes {@link #write} takes at most. */
    static int mostBytes(int gaps) {
        return 2 + MARK_BYTES + 2 * Long.BYTES + gaps * 2 * MARK_BYTES;
    }

    /** Writes one without gaps whose clock was never set back, in 18 bytes, and others in more. */
    static void write(long time, int count, int print, long top, long land, Collection<Span> gaps, ByteBuffer to) {
        boolean isSetBack = top != time || land != 0;
        to.put((byte) gaps.size()).put((byte) (isSetBack ? 1 : 0));
        to.putLong(time).putInt(count).putInt(print);
        if (isSetBack) {
            to.putLong(top).putLong(land);
        }
        for (Span gap : gaps) {
            write(gap.from, to);
            write(gap.to, to);
        }
    }

    private static void write(Mark mark, ByteBuffer to) {
        to.putLong(mark.time()).putInt(mark.count()).putInt(mark.print());
    }

    void write(ByteBuffer to) {
        write(last.time(), last.count(), last.print(), top, land, gaps, to);
    }

    static Memory read(ByteBuffer from) {
        int size = Byte.toUnsignedInt(from.get());
        boolean isSetBack = from.get() != 0;
        Mark last = mark(from);
        long top = isSetBack ? from.getLong() : last.time();
        long land = isSetBack ? from.getLong() : 0;
        List<Span> gaps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            gaps.add(new Span(mark(from), mark(from)));
        }
        return new Memory(last, top, land, List.copyOf(gaps));
    }

    private static Mark mark(ByteBuffer from) {
        return new Mark(from.getLong(), from.getInt(), from.getInt());
    }

    /**
     * The same as if the last values had not come: after a power cut the store may have lost what this remembers.
     *
     * @param by source time, in intervals of 100 ns
     */
    Memory steppedBack(long by) {
        return new Memory(Mark.before(last.time() - by), last.time() == top ? last.time() - by : top, land, gaps);
    }
}
