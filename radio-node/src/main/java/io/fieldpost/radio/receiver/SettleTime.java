package io.fieldpost.radio.receiver;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a receiver was found to take from the command to tune to good samples.
 *
 * @param tries how often it was tuned
 * @param seen how often the step was seen in the samples
 * @param worst the longest of those
 */
public record SettleTime(int tries, int seen, Duration worst) {
    /** One buffer of a receiver takes about as long. */
    private static final Duration LEAST = Duration.ofMillis(16);

    private static final Duration MOST = Duration.ofMillis(500);
    private static final Duration MARGIN = Duration.ofMillis(2);

    /**
     * What to throw away after each tuning: the worst, a quarter more and 2 ms, between 16 and 500 ms. Empty when fewer than half of the
     * steps were seen, because both frequencies look alike: keep the usual time, or choose others.
     */
    public Optional<Duration> settle() {
        if (2 * seen < tries || tries == 0) {
            return Optional.empty();
        }
        Duration asked = worst.plus(worst.dividedBy(4)).plus(MARGIN);
        Duration least = asked.compareTo(LEAST) < 0 ? LEAST : asked;
        return Optional.of(least.compareTo(MOST) > 0 ? MOST : least);
    }

    /** A sentence for the technician. */
    public String fact() {
        return settle().map(settle -> "settle time is " + settle.toMillis() + " ms: the worst of " + seen
                        + " tunings took " + worst.toMillis() + " ms")
                .orElse("settle time could not be measured, " + seen + " of " + tries
                        + " tunings showed in the samples; choose two frequencies that look different");
    }
}
