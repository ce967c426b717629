package io.fieldpost.radio.licence;

import java.util.Locale;

/**
 * By how much a licensed station is outside a limit.
 *
 * @param measured in hertz or decibels
 * @param limit likewise
 */
public record Deviation(Limit limitKind, double measured, double limit) {
    /** Which limit. */
    public enum Limit {
        /** Distance of the centre from the licensed frequency, with its sign. */
        FREQUENCY("kHz off"),
        BANDWIDTH("kHz wide"),
        LEVEL_LOW("dB"),
        LEVEL_HIGH("dB");

        private final String unit;

        Limit(String unit) {
            this.unit = unit;
        }
    }

    /** How far outside; above 0. */
    public double excess() {
        double distance = limitKind == Limit.FREQUENCY ? Math.abs(measured) : measured;
        return Math.abs(distance - limit);
    }

    @Override
    public String toString() {
        boolean level = limitKind == Limit.LEVEL_LOW || limitKind == Limit.LEVEL_HIGH;
        double scale = level ? 1 : 1e-3;
        return String.format(Locale.ROOT, "%.1f %s (limit %.1f)", measured * scale, limitKind.unit, limit * scale);
    }
}
