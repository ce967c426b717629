package io.fieldpost.radio.spectrum;

/** Between powers and their levels. */
public final class Decibels {
    private static final double NEPERS = Math.log(10) / 10;

    private Decibels() {}

    /** 10^(dB / 10). */
    public static double power(double db) {
        return Math.exp(db * NEPERS);
    }

    /** 10 log p; minus infinity for nothing or less. */
    public static double of(double power) {
        return power <= 0 ? Double.NEGATIVE_INFINITY : 10 * Math.log10(power);
    }
}
