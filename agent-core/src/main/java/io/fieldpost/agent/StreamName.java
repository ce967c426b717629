package io.fieldpost.agent;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.util.Locale;

/** The three streams of a gateway, most precious first. Each is numbered, stored and dropped on its own. */
public enum StreamName {
    /** Events, alarms, losses: anything whose value is a record. */
    ALARM,
    /** Plain values. */
    DATA,
    /** Spectra and other series. */
    BULK;

    /** The stream that a measurement belongs to. */
    public static StreamName of(Measurement measurement) {
        if (measurement.value() instanceof Value.Record) {
            return ALARM;
        }
        return measurement.value() instanceof Value.Series ? BULK : DATA;
    }

    /** As it stands in directories and topics: {@code alarm}, {@code data}, {@code bulk}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
