package io.fieldpost.driver.gpio.sensor;

/** One chip on an I2C bus. Every failure on the wire, a missing acknowledgement too, is a {@code BAD_COMMUNICATION}. */
public interface I2cDevice {
    /** Sends bytes in one transaction. */
    void write(byte... bytes) throws SensorException;

    /** Reads bytes in one transaction of their own, as chips want that answer a command. */
    byte[] read(int count) throws SensorException;

    /** Reads from a register on, in one transaction with a repeated start. */
    byte[] readRegister(int register, int count) throws SensorException;
}
