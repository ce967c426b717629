package io.fieldpost.radio.position;

import io.fieldpost.radio.position.ClockQuality.Source;
import io.fieldpost.radio.position.GpsdReport.Comparison;
import io.fieldpost.radio.position.GpsdReport.Fix;
import io.fieldpost.radio.position.GpsdReport.Sky;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What gpsd said last, while it is fresh. Any thread. */
final class GpsdState {
    /** gpsd reports once a second; ten missed are no fix. */
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** A serial line delays text by 10 to 700 ms. */
    private static final double SERIAL_ERROR_SECONDS = 0.7;
    /** An interrupt's delay on a gateway, when gpsd does not say. */
    private static final double PULSE_ERROR_SECONDS = 1e-3;

    private @Nullable Fix fix;
    private Instant fixArrived = Instant.EPOCH;
    private @Nullable Sky sky;
    private Instant skyArrived = Instant.EPOCH;
    private @Nullable Comparison pulse;
    private Instant pulseArrived = Instant.EPOCH;
    private @Nullable Comparison text;
    private Instant textArrived = Instant.EPOCH;

    synchronized void accept(GpsdReport report, Instant now) {
        if (report instanceof Fix each) {
            fix = each;
            fixArrived = now;
        } else if (report instanceof Sky each) {
            sky = each;
            skyArrived = now;
        } else if (report instanceof Comparison each) {
            if (each.pulse()) {
                pulse = each;
                pulseArrived = now;
            } else {
                text = each;
                textArrived = now;
            }
        }
    }

    synchronized @Nullable Position position(Instant now) {
        if (fix == null || fix.mode() < GpsdReport.TWO_DIMENSIONS || !isFresh(fixArrived, now)) {
            return null;
        }
        boolean known = sky != null && isFresh(skyArrived, now);
        return new Position(
                fix.latitudeDeg(),
                fix.longitudeDeg(),
                fix.mode() >= GpsdReport.THREE_DIMENSIONS ? fix.altitudeM() : Double.NaN,
                fix.horizontalErrorM(),
                sky != null && known ? sky.used() : -1,
                sky != null && known ? sky.beidouUsed() : -1,
                fix.time() == null ? fixArrived : fix.time(),
                "gpsd");
    }

    /** Null when gpsd compared nothing lately. */
    synchronized @Nullable ClockQuality clock(Instant now) {
        if (pulse != null && isFresh(pulseArrived, now)) {
            double error = Double.isNaN(pulse.precisionSeconds()) ? PULSE_ERROR_SECONDS : pulse.precisionSeconds();
            return new ClockQuality(Source.GPS_PPS, pulse.offsetSeconds(), error);
        }
        if (text != null && isFresh(textArrived, now)) {
            return new ClockQuality(Source.GPS, text.offsetSeconds(), SERIAL_ERROR_SECONDS);
        }
        return null;
    }

    synchronized String trouble(Instant now) {
        if (fix == null || !isFresh(fixArrived, now)) {
            return "gpsd has reported no position for " + FRESH.toSeconds() + " s; check its receiver with cgps";
        }
        return fix.mode() < GpsdReport.TWO_DIMENSIONS
                ? "gpsd has no fix, " + (sky == null ? 0 : sky.seen()) + " satellites in view; check the antenna's sky"
                : "";
    }

    private static boolean isFresh(Instant arrived, Instant now) {
        return Duration.between(arrived, now).abs().compareTo(FRESH) <= 0;
    }
}
