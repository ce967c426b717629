package io.fieldpost.agent.command;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param result in one word
 * @param status what the device itself said; null when it said nothing
 * @param message a lower-case fact for a person
 * @param outputs what a method returned, in its own order; the one answer to an operation; empty for everything else
 */
public record Outcome(Result result, @Nullable DeviceStatus status, String message, List<Value> outputs) {
    /** How a command can end. Only {@link #DONE} says that the device did it, and only {@link #UNKNOWN} leaves it open. */
    public enum Result {
        /** The device has confirmed it. */
        DONE,
        /** The allow-list or a limit says no. Nothing was sent. */
        NOT_ALLOWED,
        /** The device says no, or its driver because the value does not fit. */
        REFUSED,
        /** The source does not work just now. Nothing was sent. */
        NOT_CONNECTED,
        /** It waited too long for its turn, or too many others wait. Nothing was sent. */
        BUSY,
        /** It was sent, and no answer came: it may have happened, or happen yet. */
        UNKNOWN;

        /** As it stands in records and answers: {@code not_allowed}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Outcome {
        outputs = List.copyOf(outputs);
    }

    /** An outcome of which the device said nothing. */
    public static Outcome of(Result result, String message) {
        return new Outcome(result, null, message, List.of());
    }

    /** The device did it. */
    public static Outcome done(@Nullable DeviceStatus status, List<Value> outputs) {
        return new Outcome(Result.DONE, status, "", outputs);
    }
}
