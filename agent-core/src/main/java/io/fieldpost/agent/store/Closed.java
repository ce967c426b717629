package io.fieldpost.agent.store;

import java.nio.ByteBuffer;

/**
 * How a stream was when the store was closed in good order.
 *
 * @param newest highest sequence given, -1 when the store was not closed in good order
 * @param header checksum of the newest segment's header, which tells whether that is still the newest
 */
record Closed(long newest, int header) {
    static final Closed NOT = new Closed(-1, 0);
    static final int SIZE = Long.BYTES + Integer.BYTES;

    void write(ByteBuffer state) {
        state.putLong(newest).putInt(header);
    }

    /** What the mark says of the next stream; {@link #NOT} when it says nothing. */
    static Closed read(ByteBuffer state) {
        if (state.remaining() < SIZE) {
            return NOT;
        }
        Closed closed = new Closed(state.getLong(), state.getInt());
        return Numbers.canBeGiven(0, closed.newest) ? closed : NOT;
    }

    /** Whether a segment, as it was found, is the one that was the newest, and whole. */
    boolean holds(Segment segment, long found) {
        return newest == found && segment.header != null && segment.header.checksum() == header;
    }
}
