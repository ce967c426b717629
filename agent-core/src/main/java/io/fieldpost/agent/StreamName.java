package io.fieldpost.agent;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.util.Locale;

/** The three streams of a gateway, most precious first. Each is numbered, stored and dropped on its own. */
public enum StreamName {
    /** Events, alarms, losses: the values of points of type {@link ValueType#EVENT}. */
    ALARM,
    /** Plain values. */
    DATA,
    /** Spectra and other series, and pieces of files: the values of points of type {@link ValueType#FILE}. */
    BULK;

    /** The stream that a measurement belongs to. */
    public static StreamName of(Measurement measurement) {
        if (measurement.point().type() == ValueType.EVENT) {
            return ALARM;
        }
        boolean isBulk = measurement.value() instanceof Value.Series
                || measurement.point().type() == ValueType.FILE;
        return isBulk ? BULK : DATA;
    }

    /** As it stands in directories and topics: {@code alarm}, {@code data}, {@code bulk}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
