package io.fieldpost.driver.gpio.address;

/**
 * An output that can be written.
 *
 * @param line number of the line, as the board's documentation counts
 * @param activeLow whether the low level switches on, as with many relay boards
 * @param safe how it is set when the source opens and closes
 */
public record OutputAddress(int line, boolean activeLow, SafeState safe) implements GpioAddress {}
