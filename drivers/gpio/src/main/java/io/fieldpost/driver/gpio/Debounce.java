package io.fieldpost.driver.gpio;

/**
 * Decides from edges alone, without a timer, which levels held: a level counts once it has stayed for the debounce time, which is seen at
 * the next edge or the next look, whichever comes first. So an edge costs a comparison and no memory, however many come, and what was
 * too short is counted. Guarded by the caller.
 */
final class Debounce {
    private final long holdNanos;

    private boolean settled;
    private boolean latest;
    private long changedNanos;
    private long quietNanos;

    private long pulses;
    private long edges;
    private long dropped;
    private boolean wasActive;

    /**
     * @param active how it is at the beginning, which is no pulse
     * @param nowNanos monotonic
     */
    Debounce(long holdNanos, boolean active, long nowNanos) {
        this.holdNanos = holdNanos;
        this.settled = active;
        this.latest = active;
        this.wasActive = active;
        this.changedNanos = nowNanos - holdNanos;
        this.quietNanos = nowNanos;
    }

    /**
     * An edge; one to the level that it has already tells nothing.
     *
     * @return whether it is a change
     */
    boolean edge(boolean active, long nowNanos) {
        look(nowNanos);
        if (active == latest) {
            return false;
        }
        if (latest != settled) {
            dropped++;
        }
        edges++;
        latest = active;
        changedNanos = nowNanos;
        if (holdNanos == 0) {
            look(nowNanos);
        }
        return true;
    }

    /** Time has passed. */
    void look(long nowNanos) {
        if (nowNanos - changedNanos < holdNanos) {
            return;
        }
        quietNanos = nowNanos;
        if (latest != settled) {
            settled = latest;
            if (settled) {
                pulses++;
                wasActive = true;
            }
        }
    }

    /** The last level that held. */
    boolean settled() {
        return settled;
    }

    /** How often it became active. */
    long pulses() {
        return pulses;
    }

    /** All edges. */
    long edges() {
        return edges;
    }

    /** Levels that did not hold. */
    long dropped() {
        return dropped;
    }

    /** For how long no level has held. */
    long restlessNanos(long nowNanos) {
        return nowNanos - quietNanos;
    }

    /** Whether it was active at any time since the last call. */
    boolean takeWasActive() {
        boolean was = wasActive;
        wasActive = settled;
        return was;
    }
}
