package io.fieldpost.agent.shaping;

/** What the parts of one source's shaping count together, and when they want a turn. Guarded by its owner's lock. */
final class Tally {
    /** Values that were left out: no news, or not the last of their interval. */
    long leftOut;
    /** Values that came too late for a window or a rate. */
    long late;
    /** Values that were ever held back until an interval ends; numbers them. */
    long held;

    /** Turns are no nearer to each other, so that a thousand points with an interval each do not take a thousand. */
    private static final long BETWEEN_TURNS_NANOS = 10_000_000;

    private boolean waits;
    private long due;
    private boolean hadTurn;
    private long lastTurn;

    /** Asks for a turn at a time, or a little after. */
    void wantTurn(long at) {
        long earliest = lastTurn + BETWEEN_TURNS_NANOS;
        long wanted = hadTurn && at - earliest < 0 ? earliest : at;
        if (!waits || wanted - due < 0) {
            waits = true;
            due = wanted;
        }
    }

    /** Nanoseconds until somebody wants a turn; {@link Long#MAX_VALUE} when nobody does. */
    long nanosUntilTurn(long now) {
        return waits ? Math.max(0, due - now) : Long.MAX_VALUE;
    }

    /** Forgets who wanted a turn: they all have it, and ask anew. */
    void begin(long now) {
        waits = false;
        hadTurn = true;
        lastTurn = now;
    }
}
