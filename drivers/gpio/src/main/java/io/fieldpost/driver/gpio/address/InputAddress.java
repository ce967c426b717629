package io.fieldpost.driver.gpio.address;

/**
 * An input.
 *
 * @param use what of it is the value
 * @param line number of the line, as the board's documentation counts: BCM on a Raspberry Pi
 */
public record InputAddress(Use use, int line, InputWiring wiring) implements GpioAddress {
    /** What of an input is the value. */
    public enum Use {
        /** Whether it is active now. */
        STATE,
        /** Whether it was active at any time since the reading before. */
        LATCH,
        /** How often it became active. */
        COUNT
    }
}
