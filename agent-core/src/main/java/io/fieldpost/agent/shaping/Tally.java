package io.fieldpost.agent.shaping;

/** What the parts of one source's shaping count together, and when they want a turn. Guarded by its owner's lock. */
final class Tally {
    /** Values that were left out: no news, or not the last of their interval. */
    long leftOut;
    /** Values that came too late for a window or a rate. */
    long late;
    /** Values that were ever held back until an interval ends; numbers them. */
    long held;

    private boolean waits;
    private long due;

    /** Asks for a turn at a time, or before. */
    void wantTurn(long at) {
        if (!waits || at - due < 0) {
            waits = true;
            due = at;
        }
    }

    /** Nanoseconds until somebody wants a turn; {@link Long#MAX_VALUE} when nobody does. */
    long nanosUntilTurn(long now) {
        return waits ? Math.max(0, due - now) : Long.MAX_VALUE;
    }

    /** Forgets who wanted a turn: they all have it, and ask anew. */
    void begin() {
        waits = false;
    }
}
