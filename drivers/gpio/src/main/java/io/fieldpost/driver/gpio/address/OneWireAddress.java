package io.fieldpost.driver.gpio.address;

/**
 * The temperature of a 1-wire sensor.
 *
 * @param device as the kernel names it, such as {@code 28-0316a2795b2e}
 */
public record OneWireAddress(String device) implements GpioAddress {}
