package io.fieldpost.radio.position;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An antenna of which nobody has said where it is. */
public final class NoPosition implements PositionSource {
    private final BooleanSupplier timeServiceHasSetClock;

    /** @param timeServiceHasSetClock whether a network time service has set this machine's clock */
    public NoPosition(BooleanSupplier timeServiceHasSetClock) {
        this.timeServiceHasSetClock = timeServiceHasSetClock;
    }

    @Override
    public @Nullable Position position(Instant now) {
        return null;
    }

    @Override
    public ClockQuality clock(Instant now) {
        return timeServiceHasSetClock.getAsBoolean() ? ClockQuality.NTP : ClockQuality.UNKNOWN;
    }

    @Override
    public void step(long nowNanos) {
        // Nothing is ever due.
    }

    @Override
    public String trouble() {
        return "";
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
