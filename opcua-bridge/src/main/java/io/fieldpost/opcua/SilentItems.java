package io.fieldpost.opcua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Finds items that the server has forgotten to tell of. A value that does not change is rightly silent, so an item that was not heard
 * of for a while is read; if the server knows better than what it told, it gets the time that a notification may take, and is read
 * again. Only then is the item called dead. One thread, which may wait.
 */
final class SilentItems {
    /** For the network and the server's own delays, beyond what it granted. */
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long limitNanos;
    private final long publishingNanos;
    private final LongSupplier nanos;
    private final Map<WatchedItem, Long> suspected = new IdentityHashMap<>();

    /** How items are read; waits for the answer. */
    @FunctionalInterface
    interface Reader {
        /** @throws Exception when the server did not answer all; what was answered was handed over */
        void read(List<WatchedItem> items, ItemReads.Taker taker) throws Exception;
    }

    /**
     * An item that is dead, and what the server should have told.
     *
     * @param value what it has now
     */
    record Dead(WatchedItem item, DataValue value) {}

    /**
     * Begins.
     *
     * @param limit how long an item may say nothing before it is read
     */
    SilentItems(Duration limit, double publishingMillis, LongSupplier nanos) {
        this.limitNanos = limit.toNanos();
        this.publishingNanos = nanosOf(publishingMillis);
        this.nanos = nanos;
    }

    /** Looks at all items, reads those that are due, and says which are dead. */
    List<Dead> check(Collection<WatchedItem> items, Reader reader) throws Exception {
        long now = nanos.getAsLong();
        List<WatchedItem> due = new ArrayList<>();
        for (WatchedItem item : items) {
            if (isDue(item, now)) {
                due.add(item);
            }
        }
        List<Dead> dead = new ArrayList<>();
        if (!due.isEmpty()) {
            reader.read(due, (item, value) -> judge(item, value, now, dead));
        }
        suspected.entrySet().removeIf(each -> each.getKey().heardNanos() - each.getValue() > 0);
        // While the others were read, the server may have spoken after all, and of something newer.
        dead.removeIf(each -> each.item().heardNanos() - now > 0);
        return dead;
    }

    private boolean isDue(WatchedItem item, long now) {
        Long since = suspected.get(item);
        if (since != null) {
            return now - since > settleNanos(item);
        }
        return now - item.heardNanos() > limitNanos + settleNanos(item);
    }

    /** What the server may take from a change to its notification. */
    private long settleNanos(WatchedItem item) {
        double sampling =
                item.getRevisedSamplingInterval().orElse(item.parameters().samplingMillis());
        return 2 * nanosOf(Math.max(0, sampling)) + 2 * publishingNanos + SLACK_NANOS;
    }

    private synchronized void judge(WatchedItem item, DataValue value, long now, List<Dead> dead) {
        if (!item.differsFrom(value)) {
            suspected.remove(item);
            item.checked(now);
            return;
        }
        Long since = suspected.get(item);
        if (since == null || item.heardNanos() - since > 0) {
            suspected.put(item, now);
        } else {
            suspected.remove(item);
            dead.add(new Dead(item, value));
        }
    }

    private static long nanosOf(double millis) {
        return Math.round(Math.min(millis, TimeUnit.DAYS.toMillis(1)) * 1e6);
    }
}
