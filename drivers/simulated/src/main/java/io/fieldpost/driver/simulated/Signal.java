package io.fieldpost.driver.simulated;

import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.SplittableRandom;

/** A value as a function of time. Phases begin at 1970-01-01T00:00Z, so a restart changes nothing. */
sealed interface Signal {
    /**
     * The value at a time.
     *
     * @param seed what makes the random values of one source differ from another's
     * @return {@link Value.Absent} while the simulated sensor has failed
     */
    Value at(Instant time, long seed);

    /** {@code offset + amplitude * sin(2 pi t / period)}. */
    record Sine(Period period, double amplitude, double offset) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            return new Value.Real(offset + amplitude * Math.sin(2 * Math.PI * period.phase(time)));
        }
    }

    /** Rises from {@code from} to {@code to} once a period, then falls back at once. */
    record Ramp(Period period, double from, double to) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            return new Value.Real(from + (to - from) * period.phase(time));
        }
    }

    /** True in the first {@code share} of each period. */
    record Square(Period period, double share) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            return new Value.Bool(period.phase(time) < share);
        }
    }

    /** How many whole periods have passed. */
    record Counter(Period period) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            return new Value.Int(period.index(time));
        }
    }

    /** Another value between {@code from} and {@code to} in each period, evenly spread. */
    record Random(Period period, double from, double to) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            // Neighbouring seeds of a SplittableRandom are not correlated, so no state is kept between reads.
            double draw = new SplittableRandom(31 * seed + period.index(time)).nextDouble();
            return new Value.Real(from + (to - from) * draw);
        }
    }

    /** A sensor that has failed in the first {@code share} of each period, and says true in the rest. */
    record Fault(Period period, double share) implements Signal {
        @Override
        public Value at(Instant time, long seed) {
            return period.phase(time) < share ? new Value.Absent() : new Value.Bool(true);
        }
    }

    /**
     * Reads an address such as {@code sine(period=10s, amplitude=5, offset=20)}; what is not written has a default.
     *
     * @throws AddressException with what is wrong and what is allowed
     */
    static Signal parse(String address) throws AddressException {
        SignalAddress text = SignalAddress.parse(address);
        Signal signal = switch (text.name()) {
            case "sine" -> new Sine(text.period("10s"), text.number("amplitude", 1), text.number("offset", 0));
            case "ramp" -> new Ramp(text.period("10s"), text.number("from", 0), text.number("to", 1));
            case "square" -> new Square(text.period("10s"), text.share());
            case "counter" -> new Counter(text.period("1s"));
            case "random" -> new Random(text.period("1s"), text.number("from", 0), text.number("to", 1));
            case "fault" -> new Fault(text.period("1min"), text.share());
            default ->
                throw new AddressException(
                        "unknown signal '" + text.name() + "'; allowed are sine, ramp, square, counter, random, fault");
        };
        text.refuseTheRest();
        return signal;
    }
}
