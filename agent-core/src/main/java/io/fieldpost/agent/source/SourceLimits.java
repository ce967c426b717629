package io.fieldpost.agent.source;

import java.time.Duration;

/**
 * What bounds one source. A person does not set these; tests do.
 *
 * @param queueMeasurements how many measurements may wait for the store
 * @param queueBytes about how many bytes they may take, encoded; exceeded by one measurement at most
 * @param batchMeasurements how many measurements go to the store at once
 * @param batchBytes about how many bytes go to the store at once, exceeded by one measurement at most
 * @param linger how long a measurement may wait for others before it goes to the store
 * @param storeRetry how long to wait after the store could not accept a batch
 * @param firstBackoff the first wait after a failure, at most
 * @param longestBackoff every wait after a failure, at most, when the device answers and something is wrong
 * @param longestAwayBackoff every wait after a failure, at most, when the device does not answer
 * @param refusedBackoff the wait after a device said no, at least
 * @param healthy how long a connection must have worked before the back-off begins afresh
 * @param grace how long after its deadline a call may still return before its thread is given up
 * @param abandonedThreads how many threads that were given up may exist at once
 */
public record SourceLimits(
        int queueMeasurements,
        long queueBytes,
        int batchMeasurements,
        long batchBytes,
        Duration linger,
        Duration storeRetry,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration longestAwayBackoff,
        Duration refusedBackoff,
        Duration healthy,
        Duration grace,
        int abandonedThreads) {
    /** What the agent runs with. */
    public static final SourceLimits DEFAULT = new SourceLimits(
            200_000,
            16L << 20,
            5_000,
            256L << 10,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            3);
}
