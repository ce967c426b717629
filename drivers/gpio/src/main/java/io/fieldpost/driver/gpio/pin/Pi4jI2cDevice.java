package io.fieldpost.driver.gpio.pin;

import com.pi4j.io.i2c.I2C;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.gpio.sensor.I2cDevice;
import io.fieldpost.driver.gpio.sensor.SensorException;
import java.util.function.Supplier;

/** A chip on I2C by Pi4J. */
final class Pi4jI2cDevice implements I2cDevice {
    private final I2C i2c;

    Pi4jI2cDevice(I2C i2c) {
        this.i2c = i2c;
    }

    @Override
    public void write(byte... bytes) throws SensorException {
        tried(() -> i2c.write(bytes, 0, bytes.length));
    }

    @Override
    public byte[] read(int count) throws SensorException {
        byte[] bytes = new byte[count];
        whole(tried(() -> i2c.read(bytes, 0, count)), count);
        return bytes;
    }

    @Override
    public byte[] readRegister(int register, int count) throws SensorException {
        byte[] bytes = new byte[count];
        whole(tried(() -> i2c.readRegister(register, bytes, 0, count)), count);
        return bytes;
    }

    private static void whole(int got, int wanted) throws SensorException {
        if (got < wanted) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION, "the answer has " + Math.max(got, 0) + " bytes and not " + wanted);
        }
    }

    /** The library throws unchecked, and wraps what the kernel said. */
    private static int tried(Supplier<Integer> transaction) throws SensorException {
        try {
            return transaction.get();
        } catch (RuntimeException | LinkageError e) {
            throw new SensorException(
                    Quality.BAD_COMMUNICATION,
                    "nothing answers there (" + Contexts.cause(e)
                            + "); look at wiring and supply, and which addresses i2cdetect finds",
                    e);
        }
    }
}
