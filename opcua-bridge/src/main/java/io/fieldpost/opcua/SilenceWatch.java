package io.fieldpost.opcua;

/**
 * Makes "connected, but no data" impossible. A subscription that has nothing to say must still send keep-alives (Part 4, 5.14.1), so
 * one that is silent beyond its due is dead whatever the session says; and a session that Milo can't win back soon is given up, so
 * that a fresh driver takes over. Only while a server makes items, which a small one does with all that it has and for seconds, is
 * nothing expected of it; a request of that kind that timed out gives it no such credit any more. Times are monotonic nanoseconds,
 * given by the caller; any thread.
 */
final class SilenceWatch {
    private final long inactiveLimitNanos;
    private long lastHeardNanos;
    private long dueSinceNanos;
    private long inactiveSinceNanos;
    private boolean active = true;
    private int callsForItems;
    private long callsSinceNanos;
    private boolean hasCredit = true;

    /**
     * Starts with an active session.
     *
     * @param inactiveLimitNanos how long the session may be away
     */
    SilenceWatch(long inactiveLimitNanos, long nowNanos) {
        this.inactiveLimitNanos = inactiveLimitNanos;
        this.lastHeardNanos = nowNanos;
        this.dueSinceNanos = nowNanos;
    }

    /** The subscription sent something. */
    synchronized void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
        dueSinceNanos = nowNanos;
        hasCredit = true;
    }

    /** The server was asked to make items. */
    synchronized void itemsAsked(long nowNanos) {
        if (callsForItems++ == 0) {
            callsSinceNanos = nowNanos;
        }
    }

    /** It answered: the time since it was asked does not count as silence, what went before does. */
    synchronized void itemsAnswered(long nowNanos) {
        if (--callsForItems == 0 && hasCredit) {
            lastHeardNanos += nowNanos - later(lastHeardNanos, callsSinceNanos);
            dueSinceNanos += nowNanos - later(dueSinceNanos, callsSinceNanos);
        }
    }

    /** The time-out of the request has passed: the server was silent since it was asked, and before. */
    synchronized void itemsNotAnswered() {
        callsForItems--;
        hasCredit = false;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /** The session went away; Milo tries to win it back. */
    synchronized void sessionInactive(long nowNanos) {
        if (active) {
            active = false;
            inactiveSinceNanos = nowNanos;
        }
    }

    /** The session came back; its subscription has a full period to speak up. */
    synchronized void sessionActive(long nowNanos) {
        active = true;
        dueSinceNanos = nowNanos;
    }

    /**
     * What is wrong, or an empty text.
     *
     * @param silenceLimitNanos how long the subscription may say nothing
     */
    synchronized String complaint(long silenceLimitNanos, long nowNanos) {
        if (!active) {
            long away = nowNanos - inactiveSinceNanos;
            return away > inactiveLimitNanos ? "the session did not come back within " + millis(away) + " ms" : "";
        }
        if (callsForItems > 0 && hasCredit) {
            return "";
        }
        long silent = nowNanos - lastHeardNanos;
        boolean isOverdue = nowNanos - dueSinceNanos > silenceLimitNanos;
        // A connection that breaks and is repaired again and again would put the due off for ever.
        return isOverdue || silent > inactiveLimitNanos + 2 * silenceLimitNanos
                ? "the subscription sent neither values nor keep-alives for " + millis(silent) + " ms"
                : "";
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
