package io.fieldpost.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Reads a device as often as in 24 hours, with a clock that is advanced by hand, and sees that every answer is good and of its time, and that nothing
 * piles up: no thread, and no more than {@value #BYTES_A_READ} bytes of heap for each read. The first sixth is not counted, because what is
 * made once is made then.
 */
final class SimulatedDay {
    private static final Duration DAY = Duration.ofHours(24);
    private static final int BYTES_A_READ = 1024;
    /** Java itself comes and goes by so much. */
    private static final int TOLERATED_BYTES = 512 * 1024;

    private final ManualClock clock;
    private final Duration period;
    private final Callable<List<Measurement>> read;

    SimulatedDay(ManualClock clock, Duration period, Callable<List<Measurement>> read) {
        this.clock = clock;
        this.period = period;
        this.read = read;
    }

    /**
     * Lets it pass.
     *
     * @param ignored threads that do not count
     * @param bound for threads to end
     */
    void pass(Predicate<Thread> ignored, Duration bound) throws Exception {
        int reads = (int) Math.max(6, DAY.dividedBy(period));
        int uncounted = reads / 6;
        read(0, uncounted);
        ThreadCensus census = new ThreadCensus();
        long before = HeapLevel.bytes();
        read(uncounted, reads);
        long allowed = before + TOLERATED_BYTES + (long) BYTES_A_READ * (reads - uncounted);
        assertThat(HeapLevel.settledBelow(allowed))
                .as("bytes of heap in use after a day, %d before", before)
                .isLessThanOrEqualTo(allowed);
        assertThat(census.leftAfter(bound, ignored))
                .as("threads that a day added")
                .isEmpty();
    }

    private void read(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            clock.advance(period);
            for (Measurement measurement : read.call()) {
                if (!measurement.receivedTime().equals(clock.instant())
                        || measurement.quality().severity() == Quality.Severity.BAD) {
                    throw new AssertionError("read " + (i + 1) + " at " + clock.instant() + " gave " + measurement);
                }
            }
        }
    }
}
