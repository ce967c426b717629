package io.fieldpost.radio.position;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A position from the configuration, for an antenna on a mast. */
public final class FixedPosition implements PositionSource {
    private final double latitudeDeg;
    private final double longitudeDeg;
    private final double altitudeM;
    private final BooleanSupplier timeServiceHasSetClock;

    /**
     * @param altitudeM above mean sea level; not-a-number when it is not known
     * @param timeServiceHasSetClock whether a network time service has set this machine's clock
     */
    public FixedPosition(
            double latitudeDeg, double longitudeDeg, double altitudeM, BooleanSupplier timeServiceHasSetClock) {
        Position.fixed(latitudeDeg, longitudeDeg, altitudeM, Instant.EPOCH);
        this.latitudeDeg = latitudeDeg;
        this.longitudeDeg = longitudeDeg;
        this.altitudeM = altitudeM;
        this.timeServiceHasSetClock = timeServiceHasSetClock;
    }

    @Override
    public Position position(Instant now) {
        return Position.fixed(latitudeDeg, longitudeDeg, altitudeM, now);
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
