package io.fieldpost.agent.store;

import io.fieldpost.agent.Outage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what of the house-keeping fails: the first time loudly, then quietly, and once when it works again. Any thread. */
final class FailureLog {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Map<String, Outage> outages = new HashMap<>();
    private String last = "";
    private long now;

    /** One piece of house-keeping, tried again at the next step. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** What did not fail for a while works again, or is not needed; both are the end of an outage. */
    synchronized void step(long nowNanos) {
        now = nowNanos;
        outages.values().forEach(outage -> outage.recovered(now));
    }

    boolean attempt(String what, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IOException e) {
            failed(what, e);
            return false;
        }
    }

    /** What did not work just now, in words for a technician; null when everything does. */
    synchronized @Nullable String trouble() {
        return outages.values().stream().anyMatch(outage -> outage.inARow() > 0) ? last : null;
    }

    private synchronized void failed(String what, IOException e) {
        last = what + " failed and is tried again (" + e.getMessage()
                + "): look at the kernel's log for errors of the card, and at its mount";
        outages.computeIfAbsent(what, fresh -> new Outage("store", QUIET)).failed(now, last, null);
    }
}
