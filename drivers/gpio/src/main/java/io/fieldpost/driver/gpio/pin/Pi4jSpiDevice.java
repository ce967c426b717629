package io.fieldpost.driver.gpio.pin;

import com.pi4j.io.spi.Spi;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.gpio.sensor.SensorException;
import io.fieldpost.driver.gpio.sensor.SpiDevice;

/** A chip on SPI by Pi4J. */
final class Pi4jSpiDevice implements SpiDevice {
    private final Spi spi;

    Pi4jSpiDevice(Spi spi) {
        this.spi = spi;
    }

    @Override
    public byte[] transfer(byte[] sent) throws SensorException {
        byte[] received = new byte[sent.length];
        try {
            // The kernel's driver answers with the number of bytes or a negative one, the library's mock with 0.
            if (spi.transfer(sent, 0, received, 0, sent.length) < 0) {
                throw new SensorException(Quality.BAD_COMMUNICATION, "the bus refuses the transfer");
            }
            return received;
        } catch (RuntimeException | LinkageError e) {
            throw new SensorException(Quality.BAD_COMMUNICATION, "the transfer failed: " + Contexts.cause(e), e);
        }
    }
}
