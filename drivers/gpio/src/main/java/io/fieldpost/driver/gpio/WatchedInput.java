package io.fieldpost.driver.gpio;

import io.fieldpost.config.Durations;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.address.InputAddress;
import io.fieldpost.driver.gpio.address.InputWiring;
import io.fieldpost.driver.gpio.pin.Lines;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One input, watched from its first reading to the end of the source, for all points that use it. One thread. */
final class WatchedInput {
    /** A contact that bounces gives a few a switching; this many between two readings are a fault. */
    private static final long MANY_DROPPED = 1000;

    private final InputAddress address;
    private final long before;
    private final Edges edges;
    private final Lines.Input input;

    // For one round.
    private Edges.Seen seen;
    private @Nullable DriverException failure;

    private long toldDropped;

    /**
     * Begins to watch.
     *
     * @param before pulses that were counted by earlier starts
     */
    WatchedInput(Lines lines, InputAddress address, long before, LongSupplier nanoTime) throws DriverException {
        this.address = address;
        this.before = before;
        this.edges = new Edges(address.wiring(), nanoTime);
        this.input = lines.input(address.line(), address.wiring().pull(), edges);
        try {
            this.seen = edges.look(input);
        } catch (DriverException e) {
            input.close();
            throw e;
        }
    }

    int line() {
        return address.line();
    }

    InputWiring wiring() {
        return address.wiring();
    }

    /** Begins a round. */
    void look() {
        try {
            seen = edges.look(input);
            failure = null;
        } catch (DriverException e) {
            failure = e;
        }
    }

    /** What this round saw. */
    Edges.Seen seen() throws DriverException {
        if (failure != null) {
            throw failure;
        }
        return seen;
    }

    /** Pulses, those of earlier starts too. */
    long count() {
        return before + seen.pulses();
    }

    /** What a person should know of this round; empty when there is nothing. */
    String complaint() {
        long dropped = seen.dropped() - toldDropped;
        toldDropped = seen.dropped();
        if (dropped < MANY_DROPPED) {
            return "";
        }
        return dropped + " times since the last reading a level did not hold for "
                + Durations.format(wiring().debounce())
                + "; look at the contact, the cable's shield and the pull resistor, or write a shorter debounce";
    }

    void close() {
        input.close();
    }
}
