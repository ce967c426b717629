package io.fieldpost.opcua.simulation.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * The counting points, which outlive the server that shows them: what they are worth, what was recorded of them, and what is wrong with
 * them. Any thread.
 */
public final class ChaosPoints {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ServerClock clock;
    private final List<RawHistory> histories;
    private final Set<Integer> removed = ConcurrentHashMap.newKeySet();
    private volatile long tick;
    private volatile DataValue current;
    private StatusCode status = StatusCode.GOOD;
    private volatile ChaosNamespace shown;

    ChaosPoints(ChaosOptions options, ServerClock clock) {
        this.clock = clock;
        tick = options.firstTick;
        current = valueNow();
        List<RawHistory> recorders = new ArrayList<>();
        IntStream.range(0, options.points).forEach(point -> recorders.add(new RawHistory(options.history)));
        histories = Collections.unmodifiableList(recorders);
    }

    /** Gives every point this status from now on, and at once; a bad one comes without a value. */
    public synchronized void giveStatus(StatusCode given) {
        status = given;
        push();
    }

    /** Takes a point out of the address space; items on it become Bad_NodeIdUnknown. */
    public void remove(int point) {
        removed.add(point);
        withShown(namespace -> namespace.remove(point));
    }

    /**
     * Puts a point back.
     *
     * @param alsoItems whether items that were on it count again; at many servers they stay as dead as they were
     */
    public void bringBack(int point, boolean alsoItems) {
        if (removed.remove(point)) {
            withShown(namespace -> namespace.bringBack(point, alsoItems));
        }
    }

    /** The items that exist now on a point get no value any more; reading it, and items made later, show how it goes on. */
    public void silenceItems(int point) {
        withShown(namespace -> namespace.silenceItems(point));
    }

    /** The same for all points: the server's sampling has died. */
    public void silenceItems() {
        IntStream.range(0, count()).forEach(this::silenceItems);
    }

    /** Forgets all recorded values. */
    public void forgetHistory() {
        histories.forEach(RawHistory::forget);
    }

    /** The number of the last tick, which is the value of every point. */
    public long tick() {
        return tick;
    }

    /** Waits until this tick has passed; for a minute at most. */
    public synchronized void awaitTick(long wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (tick < wanted) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException("no tick " + wanted + " within " + PATIENCE.toSeconds() + " s");
            }
            wait(left / 1_000_000 + 1);
        }
    }

    int count() {
        return histories.size();
    }

    boolean isRemoved(int point) {
        return removed.contains(point);
    }

    RawHistory history(int point) {
        return histories.get(point);
    }

    /** What every point is worth, with the time at which it became so. */
    DataValue value() {
        return current;
    }

    /** One tick passes. */
    synchronized void countOn() {
        tick++;
        push();
        notifyAll();
    }

    private void push() {
        DataValue value = valueNow();
        current = value;
        histories.forEach(history -> history.record(value));
        withShown(namespace -> namespace.show(value));
    }

    private DataValue valueNow() {
        DateTime now = clock.now();
        Variant value = status.isBad() ? Variant.NULL_VALUE : Variant.ofInt64(tick);
        return new DataValue(value, status, now, now);
    }

    void showIn(ChaosNamespace namespace) {
        shown = namespace;
    }

    private void withShown(Consumer<ChaosNamespace> action) {
        ChaosNamespace namespace = shown;
        if (namespace != null) {
            action.accept(namespace);
        }
    }
}
