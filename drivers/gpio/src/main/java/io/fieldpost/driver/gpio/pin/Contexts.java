package io.fieldpost.driver.gpio.pin;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.provider.Provider;

/** Begin and end of the library's contexts. Nothing is found by itself, and no hook is left in the process. */
final class Contexts {
    private static final int DEEPEST_CAUSE = 10;

    private Contexts() {}

    static Context with(Provider<?, ?, ?>... providers) {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(providers)
                .build();
    }

    static void end(Context context) {
        try {
            context.shutdown();
        } catch (RuntimeException e) {
            // The library has told it in the log; there is nothing else to be done about it at the end.
        }
    }

    /** The innermost reason, for a person. */
    static String cause(Throwable failure) {
        Throwable inner = failure;
        for (int depth = 0; depth < DEEPEST_CAUSE && inner.getCause() != null; depth++) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message.strip();
    }
}
