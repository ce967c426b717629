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
        if (seen.restless()) {
            return uncertain(value, "the input does not come to rest, so this is how it was when it last did");
        }
        if (seen.untold() && use != Use.STATE) {
            return uncertain(
                    value,
                    "the board tells of no edges of line " + input.line()
                            + ", so what changes and changes back between two readings is missing; take another line, or"
                            + " another provider");
        }
        return Reading.good(value);
    }

    private static Reading uncertain(Value value, String remark) {
        return new Reading(value, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE, remark);
    }
}
