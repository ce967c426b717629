package io.fieldpost.agent.publish;

import io.fieldpost.config.ByteSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the backlog may leave beside what is new. One thread; time is a parameter.
 *
 * <p>A live message waits for those that are on their way already, so their number is what holds it up. This allows the backlog as many as
 * the link carries within about a second: more while acknowledgements are quick, half as many when one is slow (additive
 * increase, multiplicative decrease, as TCP; RFC 5681). Quick and slow are measured beyond the quickest of the connection, so
 * that a satellite link, whose quickest takes 0.7 s, is not held for a full one. The live lane has a quarter of the window, and at least one
 * place, for itself.
 *
 * <p>A configured rate is an upper bound beside that: payload bytes a second, a second's worth at once, and a message is never
 * divided.
 */
final class BacklogPace {
    static final Duration QUICK = Duration.ofMillis(500);
    static final Duration SLOW = Duration.ofSeconds(1);

    private static final double NANOS_PER_SECOND = 1e9;

    // For the runner's life.
    /** 0 when there is no upper bound. */
    private final double bytesPerSecond;
    /** Negative after a message that was larger than what was left. */
    private double bytesLeft;

    private long filled;

    // For one connection.
    private int most = 1;
    private int allowance = 1;
    /** Until the first slow acknowledgement the allowance doubles with each round: TCP's slow start. */
    private boolean starting = true;
    /** Quick acknowledgements since the allowance last changed. */
    private int quick;

    private long quickestNanos = Long.MAX_VALUE;
    /** Slow acknowledgements of what was sent before this tell nothing new. */
    private long halved;

    /** @param rate upper bound, a second; null when none is configured */
    BacklogPace(@Nullable ByteSize rate) {
        bytesPerSecond = rate == null ? 0 : rate.bytes();
        bytesLeft = bytesPerSecond;
    }

    /**
     * A new connection was made.
     *
     * @param window how many messages may be on their way on it, all lanes
     */
    void opened(int window, long nowNanos) {
        most = Math.max(1, window - Math.max(1, window / 4));
        allowance = 1;
        starting = true;
        quick = 0;
        quickestNanos = Long.MAX_VALUE;
        halved = nowNanos;
        filled = nowNanos;
    }

    /**
     * Whether one more may be handed over.
     *
     * @param onTheirWay messages of the backlog that wait for their acknowledgement
     */
    boolean allows(int onTheirWay, long nowNanos) {
        return onTheirWay < allowance && (bytesPerSecond == 0 || bytesLeft(nowNanos) > 0);
    }

    private double bytesLeft(long nowNanos) {
        double earned = bytesPerSecond * (nowNanos - filled) / NANOS_PER_SECOND;
        bytesLeft = Math.min(bytesPerSecond, bytesLeft + earned);
        filled = nowNanos;
        return bytesLeft;
    }

    /** A message of the backlog was handed over. */
    void sent(int bytes) {
        bytesLeft -= bytes;
    }

    /** A message of either lane was answered. */
    void answered(Lane.Kind lane, long sentNanos, long nowNanos) {
        long taken = nowNanos - sentNanos;
        quickestNanos = Math.min(quickestNanos, taken);
        long beyond = taken - quickestNanos;
        if (beyond > SLOW.toNanos()) {
            halve(sentNanos, nowNanos);
        } else if (beyond < QUICK.toNanos() && lane == Lane.Kind.BACKLOG) {
            quick++;
            grow();
        }
    }

    private void halve(long sentNanos, long nowNanos) {
        if (sentNanos - halved >= 0) {
            allowance = Math.max(1, allowance / 2);
            starting = false;
            quick = 0;
            halved = nowNanos;
        }
    }

    private void grow() {
        if (allowance < most && (starting || quick >= allowance)) {
            allowance++;
            quick = 0;
        }
    }

    /** How many messages of the backlog may be on their way. */
    int allowance() {
        return allowance;
    }
}
