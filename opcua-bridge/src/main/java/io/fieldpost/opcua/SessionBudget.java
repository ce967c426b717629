package io.fieldpost.opcua;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * How many sessions are asked of one server: never more than so many within any minute, whoever asks, a new driver or Milo that
 * repairs an old session. Clients without such a bound have made thousands within minutes of a server's restart, until it had none
 * left for anybody (Telegraf issue 18787). Any thread.
 */
final class SessionBudget {
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    /** When sessions were asked for, within the last minute. */
    private final ArrayDeque<Long> asked = new ArrayDeque<>();

    /**
     * Takes one session, if there is one left.
     *
     * @param perMinute how many there are
     */
    synchronized boolean take(int perMinute, long nowNanos) {
        if (nanosUntilFree(perMinute, nowNanos) > 0) {
            return false;
        }
        asked.add(nowNanos);
        return true;
    }

    /** Nanoseconds until {@link #take} would succeed. */
    synchronized long nanosUntilFree(int perMinute, long nowNanos) {
        while (!asked.isEmpty() && nowNanos - asked.peek() >= WINDOW_NANOS) {
            asked.remove();
        }
        int excess = asked.size() - perMinute;
        if (excess < 0) {
            return 0;
        }
        long until = asked.stream().skip(excess).findFirst().orElse(nowNanos);
        return Math.max(1, until + WINDOW_NANOS - nowNanos);
    }
}
