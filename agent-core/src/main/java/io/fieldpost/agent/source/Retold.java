package io.fieldpost.agent.source;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import java.util.Arrays;

/**
 * What came out of a driver's code, in objects of our own. An exception's class may be the driver's, and then its words are code of the driver's,
 * which may hang, fail or give a text of any length: it is asked once, on the thread that it came from, and whoever logs or shows
 * the failure later meets nothing of it.
 */
final class Retold extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MOST_CHARACTERS = 1000;
    private static final int MOST_FRAMES = 32;

    private final boolean error;
    private final boolean memory;

    private Retold(String words, Throwable thrown) {
        super(words, null, false, true);
        this.error = thrown instanceof Error;
        this.memory = thrown instanceof OutOfMemoryError;
    }

    /** A {@link DriverException} of bounded length, or one of these for anything else. Runs code of the driver's. */
    static Exception of(Throwable thrown) {
        if (thrown instanceof DriverException told) {
            return retold(told);
        }
        Retold retold = new Retold(words(thrown), thrown);
        retold.setStackTrace(trace(thrown));
        return retold;
    }

    private static DriverException retold(DriverException told) {
        String words = told.getMessage();
        if (words == null || (words.length() <= MOST_CHARACTERS && told.getCause() == null)) {
            return told;
        }
        DeviceStatus status = told.status();
        return status == null
                ? new DriverException(told.reason(), shortened(words))
                : new DriverException(told.reason(), shortened(words), status);
    }

    private static String words(Throwable thrown) {
        try {
            return shortened(String.valueOf(thrown));
        } catch (Throwable worse) {
            return thrown.getClass().getName();
        }
    }

    private static StackTraceElement[] trace(Throwable thrown) {
        try {
            StackTraceElement[] whole = thrown.getStackTrace();
            return Arrays.copyOf(whole, Math.min(MOST_FRAMES, whole.length));
        } catch (Throwable worse) {
            return new StackTraceElement[0];
        }
    }

    /** At most a thousand characters of it. */
    static String shortened(String words) {
        return words.length() <= MOST_CHARACTERS
                ? words
                : words.substring(0, MOST_CHARACTERS) + " … (" + words.length() + " characters)";
    }

    /** Whether it was an {@link Error}. */
    boolean isError() {
        return error;
    }

    /** Whether it said that memory is used up. */
    boolean isOutOfMemory() {
        return memory;
    }

    /** As the driver's own would have read. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
