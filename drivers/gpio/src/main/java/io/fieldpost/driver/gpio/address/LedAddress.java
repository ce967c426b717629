package io.fieldpost.driver.gpio.address;

/**
 * A status LED that can be written.
 *
 * @param name as the kernel names it, such as {@code ACT}
 */
public record LedAddress(String name) implements GpioAddress {}
