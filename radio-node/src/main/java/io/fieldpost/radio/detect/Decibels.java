package io.fieldpost.radio.detect;

/** Between decibels and power. */
final class Decibels {
    private static final double NEPERS = Math.log(10) / 10;

    private Decibels() {}

    static double power(double db) {
        return Math.exp(db * NEPERS);
    }

    /** Minus infinity for nothing or less. */
    static double of(double power) {
        return power <= 0 ? Double.NEGATIVE_INFINITY : 10 * Math.log10(power);
    }
}
