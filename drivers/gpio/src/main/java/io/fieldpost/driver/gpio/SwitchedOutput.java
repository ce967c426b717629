package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.address.OutputAddress;
import io.fieldpost.driver.gpio.address.SafeState;
import io.fieldpost.driver.gpio.pin.Lines;

/** One output, driven from its first use to the end of the source. One thread. */
final class SwitchedOutput {
    private final OutputAddress address;
    private final Lines.Output output;
    private boolean on;

    /**
     * Begins to drive it, in its safe state.
     *
     * @param lastWritten how it is set where the safe state is to keep what was written
     */
    SwitchedOutput(Lines lines, OutputAddress address, boolean lastWritten) throws DriverException {
        this.address = address;
        this.on = address.safe() == SafeState.KEEP ? lastWritten : address.safe() == SafeState.ON;
        this.output = lines.output(address.line(), level(on));
    }

    OutputAddress address() {
        return address;
    }

    boolean isOn() {
        return on;
    }

    void set(boolean wanted) throws DriverException {
        output.set(level(wanted));
        on = wanted;
    }

    /** Leaves it in its safe state. */
    void close() {
        try {
            if (address.safe() != SafeState.KEEP) {
                output.set(level(address.safe() == SafeState.ON));
            }
        } catch (DriverException e) {
            // The line does not obey any more; it is given back all the same.
        } finally {
            output.close();
        }
    }

    private boolean level(boolean wanted) {
        return wanted != address.activeLow();
    }
}
