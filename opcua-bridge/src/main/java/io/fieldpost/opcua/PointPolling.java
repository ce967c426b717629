package io.fieldpost.opcua;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * Points that are read again and again, because a rule says so or the server can't watch them. Those of one interval are read
 * together; a round that is still running when the next is due takes its place, so a slow server is never asked twice at once.
 */
final class PointPolling {
    /** "As fast as possible" has an end when each value is asked for. */
    private static final double SHORTEST_MILLIS = 100;

    private final ItemReads reads;
    private final ItemReads.Taker taker;
    private final ClientThreads threads;
    private final Consumer<String> lost;
    private final Map<Long, Round> rounds = new TreeMap<>();

    /**
     * Polls nothing yet.
     *
     * @param lost told in words when the server does not answer any more
     */
    PointPolling(ItemReads reads, ItemReads.Taker taker, ClientThreads threads, Consumer<String> lost) {
        this.reads = reads;
        this.taker = taker;
        this.threads = threads;
        this.lost = lost;
    }

    private final class Round {
        private final List<WatchedItem> items = new CopyOnWriteArrayList<>();
        private final AtomicBoolean running = new AtomicBoolean();

        void begin() {
            if (items.isEmpty() || !running.compareAndSet(false, true)) {
                return;
            }
            // As they are now: what is added or removed before the answer must not end the round.
            reads.read(List.copyOf(items), taker).whenComplete((done, failure) -> {
                running.set(false);
                if (failure != null && !isPassing(failure)) {
                    lost.accept("polling failed: " + Failures.words(failure));
                }
            });
        }
    }

    /** What the session's own watch judges: Milo may still win the session back. */
    private static boolean isPassing(Throwable failure) {
        long status =
                UaException.extractStatusCode(failure).map(StatusCode::getValue).orElse(0L);
        return status == StatusCodes.Bad_ConnectionClosed
                || status == StatusCodes.Bad_SessionIdInvalid
                || status == StatusCodes.Bad_SessionClosed
                || status == StatusCodes.Bad_NotConnected;
    }

    /** Polls more items, each at its sampling interval. */
    synchronized void add(List<WatchedItem> items) {
        items.stream().collect(Collectors.groupingBy(PointPolling::millis)).forEach(this::add);
    }

    private void add(long millis, List<WatchedItem> items) {
        Round round = rounds.get(millis);
        if (round == null) {
            round = new Round();
            rounds.put(millis, round);
            threads.every(Duration.ofMillis(millis), round::begin);
        }
        round.items.addAll(items);
    }

    private static long millis(WatchedItem item) {
        return Math.round(Math.max(SHORTEST_MILLIS, item.parameters().samplingMillis()));
    }

    /** Polls these no longer. */
    synchronized void remove(Set<WatchedItem> items) {
        rounds.values().forEach(round -> round.items.removeIf(items::contains));
    }

    /** Whether anything is polled. */
    synchronized boolean isNeeded() {
        return !rounds.isEmpty();
    }
}
