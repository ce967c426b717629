package io.fieldpost.radio.node;

import io.fieldpost.radio.position.ClockQuality;
import io.fieldpost.radio.position.Position;
import io.fieldpost.radio.position.PositionSource;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.recording.GeoPoint;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What results are measured with, and where, as far as it can change while the receiver is open. One thread. */
final class Surroundings {
    private final String receiver;
    private final int ppm;
    private final PositionSource place;
    private final Thermometer thermometer;
    private Gain gain;
    private OptionalInt realGain;

    /** @param realGainTenthsOfDb the gain that the receiver really has, if it tells */
    Surroundings(
            String receiver,
            int ppm,
            PositionSource place,
            Thermometer thermometer,
            Gain gain,
            OptionalInt realGainTenthsOfDb) {
        this.receiver = receiver;
        this.ppm = ppm;
        this.place = place;
        this.thermometer = thermometer;
        this.gain = gain;
        realGain = realGainTenthsOfDb;
    }

    /** What the receiver says it is. */
    String receiver() {
        return receiver;
    }

    int ppm() {
        return ppm;
    }

    void gain(Gain now, OptionalInt realTenthsOfDb) {
        gain = now;
        realGain = realTenthsOfDb;
    }

    Gain gain() {
        return gain;
    }

    /** The gain in dB; not-a-number when the receiver chooses it. */
    double gainDb() {
        if (realGain.isPresent()) {
            return realGain.getAsInt() / 10.0;
        }
        return gain instanceof Gain.Fixed fixed ? fixed.db() : Double.NaN;
    }

    /** Does what is due to know the place. */
    void step(long nowNanos) {
        place.step(nowNanos);
    }

    /** Temperature at the receiver, degrees Celsius; not-a-number when it is not known. */
    double celsius() {
        return thermometer.celsius();
    }

    /** Why the place, the clock or the temperature is not known; empty when all is well. */
    String trouble() {
        return Stream.of(place.trouble(), thermometer.trouble())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Where the antenna is, for recordings; null while nobody knows. */
    @Nullable
    GeoPoint geoPoint(Instant now) {
        Position position = place.position(now);
        if (position == null) {
            return null;
        }
        Double altitude = Double.isNaN(position.altitudeM()) ? null : position.altitudeM();
        return new GeoPoint(position.latitudeDeg(), position.longitudeDeg(), altitude);
    }

    /** Adds how warm the receiver is, where its antenna is and how good the clock is, as far as that is known. */
    Fields addTo(Fields fields, Instant now) {
        fields.real("temperature_c", celsius());
        Position position = place.position(now);
        if (position != null) {
            fields.real("latitude", position.latitudeDeg())
                    .real("longitude", position.longitudeDeg())
                    .real("altitude_m", position.altitudeM())
                    .real("position_error_m", position.horizontalErrorM())
                    .text("position_source", position.source());
            if (position.satellites() >= 0) {
                fields.whole("satellites", position.satellites());
            }
            if (position.beidouSatellites() >= 0) {
                fields.whole("beidou_satellites", position.beidouSatellites());
            }
        }
        ClockQuality clock = place.clock(now);
        return fields.text("clock_source", clock.source().toString())
                .real("clock_offset_s", clock.offsetSeconds())
                .real("clock_error_s", clock.errorSeconds());
    }

    void close() {
        thermometer.close();
        place.close();
    }
}
