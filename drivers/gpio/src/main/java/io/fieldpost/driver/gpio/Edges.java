package io.fieldpost.driver.gpio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.gpio.address.InputWiring;
import io.fieldpost.driver.gpio.pin.Lines;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the edges of one input arrive, from a thread of the library's. Any thread.
 *
 * <p>They are timed here, since the library hides the kernel's time of them: two edges that a pause of the process brings together look
 * like a bounce. Without a debounce time no time plays a part.
 */
final class Edges implements Lines.EdgeListener {
    /** Restless for so many debounce times is no switching any more. */
    private static final int RESTLESS_TIMES = 20;
    /** So many changes that only looks have seen, and none was told between, are no accident any more. */
    private static final int UNTOLD_CHANGES = 3;

    private final InputWiring wiring;
    private final LongSupplier nanoTime;

    /** From the first level on. */
    private @Nullable Debounce debounce;

    private int untold;

    /**
     * What one round saw.
     *
     * @param active whether it is on
     * @param wasActive whether it was on at any time since the round before
     * @param pulses how often it became active since the source began
     * @param restless whether no level has held for long
     * @param untold whether the library tells of no edges, so that only what a look meets is seen
     * @param dropped levels that did not hold, since the source began
     */
    record Seen(boolean active, boolean wasActive, long pulses, boolean restless, boolean untold, long dropped) {}

    /** @param nanoTime monotonic */
    Edges(InputWiring wiring, LongSupplier nanoTime) {
        this.wiring = wiring;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void changed(boolean high) {
        // What comes before the first level is read is in that level.
        if (debounce != null) {
            untold = 0;
            debounce.edge(isActive(high), nanoTime.getAsLong());
        }
    }

    /**
     * What is known now. The level is read besides, because the kernel drops edges when too many wait. It is read while edges have to
     * wait: read before, it could be told as news behind an edge that came in between.
     */
    synchronized Seen look(Lines.Input input) throws DriverException {
        boolean high = input.isHigh();
        long now = nanoTime.getAsLong();
        Debounce known = debounce;
        if (known == null) {
            known = new Debounce(wiring.debounce().toNanos(), isActive(high), now);
            debounce = known;
        }
        if (known.edge(isActive(high), now)) {
            untold++;
        }
        return new Seen(
                known.settled(),
                known.takeWasActive(),
                known.pulses(),
                known.restlessNanos(now) > RESTLESS_TIMES * wiring.debounce().toNanos(),
                untold >= UNTOLD_CHANGES,
                known.dropped());
    }

    private boolean isActive(boolean high) {
        return high != wiring.activeLow();
    }
}
