package io.fieldpost.driver.gpio.address;

/**
 * A line with pulses of a width that can be written, made by the board's own hardware.
 *
 * @param line number of the line, as the board's documentation counts
 * @param frequencyHz pulses a second
 * @param safeDuty part of the time that it is on when the source opens and closes, 0 to 1
 */
public record PwmAddress(int line, int frequencyHz, double safeDuty) implements GpioAddress {}
