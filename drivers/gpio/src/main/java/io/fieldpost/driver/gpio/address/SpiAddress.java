package io.fieldpost.driver.gpio.address;

/**
 * One channel of an MCP3008 on SPI.
 *
 * @param bus number of the bus: {@code /dev/spidev0.1} is bus 0, chip select 1
 * @param chipSelect number of the select line
 * @param channel 0 to 7
 * @param referenceVolts voltage at the chip's VREF
 */
public record SpiAddress(int bus, int chipSelect, int channel, double referenceVolts) implements GpioAddress {}
