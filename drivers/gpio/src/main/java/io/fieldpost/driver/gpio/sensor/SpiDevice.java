package io.fieldpost.driver.gpio.sensor;

/** One chip on an SPI bus. */
@FunctionalInterface
public interface SpiDevice {
    /** Sends bytes, and receives as many at the same time. */
    byte[] transfer(byte[] sent) throws SensorException;
}
