package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.PwmAddress;
import io.fieldpost.driver.gpio.pin.Chips;

/** A line with pulses of a width that can be written, from its first use to the end of the source. */
final class PwmChannel implements Channel {
    private final PwmAddress address;
    private final Chips.Pulses pulses;
    private double duty;

    /** Begins in the safe state. */
    PwmChannel(PwmAddress address, Chips.Pulses pulses) throws DriverException {
        this.address = address;
        this.pulses = pulses;
        set(address.safeDuty());
    }

    PwmAddress address() {
        return address;
    }

    @Override
    public Reading read() {
        return Reading.good(new Value.Real(duty));
    }

    @Override
    public DeviceStatus write(Value value) throws DriverException {
        double wanted = Double.NaN;
        if (value instanceof Value.Real real) {
            wanted = real.value();
        } else if (value instanceof Value.Int whole) {
            wanted = whole.value();
        }
        if (!(wanted >= 0 && wanted <= 1)) {
            throw new DriverException(
                    Reason.REFUSED, "it is the part of the time that is on; write 0 to 1, and not " + value);
        }
        set(wanted);
        return DeviceStatus.OK;
    }

    private void set(double wanted) throws DriverException {
        pulses.set(wanted);
        duty = wanted;
    }

    /** Leaves it in its safe state. */
    void close() {
        try {
            set(address.safeDuty());
        } catch (DriverException e) {
            // It does not obey any more.
        }
    }
}
