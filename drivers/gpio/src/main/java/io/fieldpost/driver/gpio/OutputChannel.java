package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.SafeState;

/** A point of an output. */
record OutputChannel(SwitchedOutput output, NumberBook book) implements Channel {
    @Override
    public Reading read() {
        return Reading.good(new Value.Bool(output.isOn()));
    }

    @Override
    public DeviceStatus write(Value value) throws DriverException {
        output.set(Channel.onOrOff(value));
        if (output.address().safe() == SafeState.KEEP) {
            book.note(NumberBook.Kind.OUTPUT, output.address().line(), output.isOn() ? 1 : 0);
        }
        return DeviceStatus.OK;
    }
}
