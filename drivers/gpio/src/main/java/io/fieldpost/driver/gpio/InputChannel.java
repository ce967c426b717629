package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.InputAddress.Use;

/** A point of an input. */
record InputChannel(WatchedInput input, Use use) implements Channel {
    @Override
    public Reading read() throws DriverException {
        Edges.Seen seen = input.seen();
        Value value = switch (use) {
            case STATE -> new Value.Bool(seen.active());
            case LATCH -> new Value.Bool(seen.wasActive());
            case COUNT -> new Value.Int(input.count());
        };
        return seen.restless()
                ? new Reading(
                        value,
                        Quality.UNCERTAIN_SENSOR_NOT_ACCURATE,
                        "the input does not come to rest, so this is how it was when it last did")
                : Reading.good(value);
    }
}
