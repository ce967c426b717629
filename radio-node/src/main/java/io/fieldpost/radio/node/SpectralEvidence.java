package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.radio.licence.AlarmKind;
import io.fieldpost.radio.licence.ChannelAlarm;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The spectra before and during an alarm, as series {@code MISSION/evidence}. */
final class SpectralEvidence {
    private final Outlet outlet;

    SpectralEvidence(Outlet outlet) {
        this.outlet = outlet;
    }

    /**
     * Hands them on.
     *
     * @param quiet the last row from before the emission; null when there is none
     * @param row the row that raised the alarm
     * @return name of the evidence; null when an alarm needs none
     */
    @Nullable
    String of(ChannelAlarm alarm, String mission, @Nullable SpectrumRow quiet, SpectrumRow row) {
        if (!alarm.raised() || alarm.kind() == AlarmKind.INTERMODULATION) {
            return null;
        }
        String name = Recordings.name(
                mission + "_" + Math.round(alarm.frequencyHz() / 1000) + "kHz_"
                        + alarm.kind().name().toLowerCase(Locale.ROOT),
                alarm.time());
        if (quiet != null) {
            put(mission, name, "before", quiet);
        }
        put(mission, name, "during", row);
        return name;
    }

    private void put(String mission, String name, String phase, SpectrumRow row) {
        Value.Record conditions = new Fields()
                .text("evidence", name)
                .text("phase", phase)
                .real("looks", row.looks())
                .text("suspect", row.suspect())
                .record();
        outlet.put(
                mission + "/evidence",
                ValueType.SERIES,
                row.unit().code(),
                Value.Series.inTenths(
                        row.startHz(), row.stepHz(), "Hz", row.levelDb().clone(), conditions),
                Quality.GOOD,
                row.time());
    }
}
