package io.fieldpost.driver.plc4x;

import java.util.concurrent.TimeoutException;

/** What stands at the bottom of PLC4X's exceptions, which wrap each other up to five deep. */
final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** The innermost fact, in one line. */
    static String text(Throwable thrown) {
        Throwable cause = innermost(thrown);
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ");
    }

    static boolean isTimeout(Throwable thrown) {
        return innermost(thrown) instanceof TimeoutException;
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST; depth++) {
            Throwable next = cause.getCause();
            if (next == null || next == cause) {
                return cause;
            }
            cause = next;
        }
        return cause;
    }
}
