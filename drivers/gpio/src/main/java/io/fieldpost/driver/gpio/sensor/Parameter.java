package io.fieldpost.driver.gpio.sensor;

/**
 * What must be known of the circuit around a sensor.
 *
 * @param name as it is written in an address; empty for none
 * @param what in words, with its unit
 * @param usual when it is not written
 */
public record Parameter(String name, String what, double usual, double least, double most) {
    static final Parameter NONE = new Parameter("", "", 0, 0, 0);

    /** How it is written. */
    public String example() {
        return Double.toString(usual);
    }
}
