package io.fieldpost.agent.source;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Quality;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a source, and what follows from it.
 *
 * @param message a lower-case fact
 * @param quality what its points have from now on
 * @param reason what kind of failure it was
 * @param trace what to print the stack of, when it is a mistake in code
 */
record Failure(
        String message,
        Quality quality,
        DriverException.Reason reason,
        @Nullable Throwable trace) {
    /** What a driver threw, as it was retold. */
    static Failure of(String call, Throwable thrown) {
        if (thrown instanceof DriverException told) {
            String message = told.getMessage() == null ? call + " failed" : told.getMessage();
            return new Failure(message, quality(told.reason()), told.reason(), null);
        }
        return new Failure(
                call + " ended in " + thrown + ", which is a mistake in the driver; report it to its vendor",
                Quality.BAD_COMMUNICATION,
                DriverException.Reason.PROTOCOL,
                thrown);
    }

    /** A call that did not return. */
    static Failure hung(String call, long millis) {
        return new Failure(
                call + " did not return within " + millis + " ms and was interrupted",
                Quality.BAD_TIMEOUT,
                DriverException.Reason.TIMEOUT,
                null);
    }

    private static Quality quality(DriverException.Reason reason) {
        return switch (reason) {
            case UNREACHABLE, REFUSED -> Quality.BAD_NOT_CONNECTED;
            case TIMEOUT -> Quality.BAD_TIMEOUT;
            case PROTOCOL -> Quality.BAD_COMMUNICATION;
            case CONFIGURATION -> Quality.BAD_CONFIGURATION;
        };
    }
}
