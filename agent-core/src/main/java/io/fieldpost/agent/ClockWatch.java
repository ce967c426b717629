package io.fieldpost.agent;

import io.fieldpost.agent.store.ClockState;
import java.time.Duration;
import java.util.function.Supplier;

/** Remembers what the clock probe said, because asking at each record would be dear. */
final class ClockWatch implements Supplier<ClockState> {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final ClockProbe probe;
    private volatile ClockState state;
    private long next;
    private boolean asked;

    ClockWatch(ClockProbe probe) {
        this.probe = probe;
        this.state = probe.state();
    }

    /** Asks again when a second has passed. */
    void step(long now) {
        if (!asked || now - next >= 0) {
            asked = true;
            next = now + EVERY;
            state = probe.state();
        }
    }

    @Override
    public ClockState get() {
        return state;
    }
}
