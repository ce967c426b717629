package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;

/** Waits while a chip converts. */
@FunctionalInterface
public interface ConversionPause {
    /** Really waits. */
    ConversionPause REAL = millis -> {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SensorException(Quality.BAD_TIMEOUT, "interrupted while the sensor measured", e);
        }
    };

    /** @throws SensorException when the thread is interrupted, whose flag then stays set */
    void await(int millis) throws SensorException;
}
