package io.fieldpost.agent.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Says what of the house-keeping fails: the first time loudly, then quietly, and once when it works again. Any thread. */
final class FailureLog {
    private final Map<String, Integer> failing = new HashMap<>();
    private String last = "";

    /** One piece of house-keeping, tried again at the next step. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    boolean attempt(String what, Attempt attempt) {
        try {
            attempt.run();
            worked(what);
            return true;
        } catch (IOException e) {
            failed(what, e);
            return false;
        }
    }

    /** What does not work at present, in words for a technician; null when everything does. */
    synchronized @Nullable String trouble() {
        return failing.isEmpty() ? null : last;
    }

    synchronized void failed(String what, IOException e) {
        last = what + " failed and is tried again (" + e.getMessage()
                + "): look at the kernel's log for errors of the card, and at its mount";
        int times = failing.merge(what, 1, Integer::sum);
        if (times == 1) {
            Logger.warn("store: {} failed, to be tried again: {}", what, e.toString());
        } else {
            Logger.debug(e, "store: {} failed {} times", what, times);
        }
    }

    private synchronized void worked(String what) {
        Integer times = failing.remove(what);
        if (times != null) {
            Logger.info("store: {} works again after {} failures", what, times);
        }
    }
}
