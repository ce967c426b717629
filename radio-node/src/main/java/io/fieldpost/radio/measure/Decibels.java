package io.fieldpost.radio.measure;

/** Powers and their levels. */
final class Decibels {
    private static final double TO_EXPONENT = Math.log(10) / 10;

    private Decibels() {}

    /** 10 log p. */
    static double of(double power) {
        return 10 * Math.log10(power);
    }

    /** 10^(dB / 10). */
    static double power(double db) {
        return Math.exp(db * TO_EXPONENT);
    }
}
