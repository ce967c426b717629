package io.fieldpost.agent.store;

/**
 * When a stream has to be forced: something unsettled would grow older than the commit interval before the next step. Ages are
 * counted from the step before an append, so they are never too short. Guarded by the store's lock.
 */
final class Commit {
    private final long intervalNanos;

    private boolean watching;
    private long since;
    /** All up to here is watched, forced or settled. */
    private long upTo;
    /** The last step at which nothing lay above {@code upTo}: what lies there now is younger. */
    private long seenAt;

    /** The last force failed. */
    private boolean again;

    private long lastStep;
    private boolean stepped;

    Commit(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /**
     * Takes the time.
     *
     * @param newest highest sequence given
     * @param oldestUnsettled lowest sequence that some destination has not settled
     * @return whether to force now
     */
    boolean step(long nowNanos, long newest, long oldestUnsettled) {
        long before = stepped ? lastStep : nowNanos;
        seenAt = stepped ? seenAt : nowNanos;
        stepped = true;
        lastStep = nowNanos;
        if (watching && oldestUnsettled > upTo) {
            watching = false;
        }
        if (!watching && newest > upTo) {
            watching = oldestUnsettled <= newest;
            since = seenAt;
            upTo = newest;
        }
        boolean due = watching && (again || nowNanos + (nowNanos - before) - since >= intervalNanos);
        if (due) {
            again = false;
            watching = false;
            upTo = newest;
        }
        if (newest == upTo) {
            seenAt = nowNanos;
        }
        return due;
    }

    /** After a force that failed: the next step tries again. */
    void failed() {
        upTo = 0;
        again = true;
    }
}
