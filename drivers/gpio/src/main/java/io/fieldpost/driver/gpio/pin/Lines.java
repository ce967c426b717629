package io.fieldpost.driver.gpio.pin;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.address.Pull;

/** The lines of one board that can be inputs or outputs. One thread; edges come from others. */
public interface Lines extends AutoCloseable {
    /** What a level can be. */
    @FunctionalInterface
    interface EdgeListener {
        /** The level changed. From a thread of the library's, one at a time for each line; returns at once. */
        void changed(boolean high);
    }

    /** A line that is watched until it is closed. */
    interface Input {
        /** The level now. */
        boolean isHigh() throws DriverException;

        /** Ends the watching. */
        void close();
    }

    /** A line that is driven until it is closed. */
    interface Output {
        /** Drives it. */
        void set(boolean high) throws DriverException;

        /** Gives the line back, with the level that it has. */
        void close();
    }

    /**
     * Begins to watch a line.
     *
     * @throws DriverException {@code CONFIGURATION} when the board has no such line, or somebody else has it
     */
    Input input(int line, Pull pull, EdgeListener listener) throws DriverException;

    /**
     * Begins to drive a line, at once with the given level.
     *
     * @throws DriverException as {@link #input}
     */
    Output output(int line, boolean high) throws DriverException;

    /** Gives everything back. */
    @Override
    void close();
}
