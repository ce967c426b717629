package io.fieldpost.driver.gpio.pin;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.sensor.I2cDevice;
import io.fieldpost.driver.gpio.sensor.SpiDevice;

/** What is beyond plain lines: chips on buses, and pulses by hardware. What it opened it closes. One thread. */
public interface Chips extends AutoCloseable {
    /** A line with pulses. */
    interface Pulses {
        /**
         * Sets the part of the time that it is on.
         *
         * @param duty 0 to 1
         */
        void set(double duty) throws DriverException;
    }

    /** @throws DriverException {@code CONFIGURATION} when there is no such bus */
    I2cDevice i2c(int bus, int device) throws DriverException;

    /** @throws DriverException {@code CONFIGURATION} when there is no such bus or select line */
    SpiDevice spi(int bus, int chipSelect, int clockHz) throws DriverException;

    /**
     * Pulses of one channel of a PWM chip of the kernel's.
     *
     * @param chip number of {@code /sys/class/pwm/pwmchipN}
     * @throws DriverException {@code CONFIGURATION} when there is no such channel, or it can't make the frequency
     */
    Pulses pwm(int chip, int channel, int frequencyHz) throws DriverException;

    @Override
    void close();
}
