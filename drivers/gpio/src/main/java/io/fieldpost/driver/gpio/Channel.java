package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.sensor.SensorException;

/** What an address became: something that can be read, and perhaps written. One thread. */
interface Channel {
    /**
     * A value, and what a person should know of it.
     *
     * @param remark empty when there is nothing
     */
    record Reading(Value value, Quality quality, String remark) {
        static Reading good(Value value) {
            return new Reading(value, Quality.GOOD, "");
        }
    }

    /** What it is now. */
    Reading read() throws SensorException, DriverException;

    /** Writes it; {@code REFUSED} where it can't be. */
    default DeviceStatus write(Value value) throws DriverException {
        throw new DriverException(Reason.REFUSED, "it can only be read; written are dout, pwm and led");
    }

    /**
     * On or off.
     *
     * @throws DriverException {@code REFUSED} when it is neither
     */
    static boolean onOrOff(Value value) throws DriverException {
        if (value instanceof Value.Bool bool) {
            return bool.value();
        } else if (value instanceof Value.Int whole && (whole.value() == 0 || whole.value() == 1)) {
            return whole.value() == 1;
        }
        throw new DriverException(Reason.REFUSED, "it is on or off; write true or false, and not " + value);
    }
}
