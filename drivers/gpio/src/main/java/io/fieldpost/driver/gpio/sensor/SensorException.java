package io.fieldpost.driver.gpio.sensor;

import io.fieldpost.driver.Quality;

/** A sensor gave no value that can be used. */
public final class SensorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Quality quality;

    /**
     * @param quality one of severity bad
     * @param message a lower-case fact, and what to do
     */
    public SensorException(Quality quality, String message) {
        super(message);
        this.quality = quality;
    }

    public SensorException(Quality quality, String message, Throwable cause) {
        super(message, cause);
        this.quality = quality;
    }

    /** What a measurement is then. */
    public Quality quality() {
        return quality;
    }

    /** The fact. */
    public String fact() {
        return String.valueOf(getMessage());
    }
}
