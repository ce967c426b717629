package io.fieldpost.driver.gpio.address;

import io.fieldpost.driver.gpio.sensor.I2cSensorKind;

/**
 * One quantity of a sensor on I2C.
 *
 * @param bus number of the bus: {@code /dev/i2c-1} is 1
 * @param device 7-bit address on the bus
 * @param kind the sensor
 * @param quantity one of the kind's
 * @param parameter in the unit of the kind's parameter; 0 where it has none
 */
public record I2cAddress(int bus, int device, I2cSensorKind kind, String quantity, double parameter)
        implements GpioAddress {}
