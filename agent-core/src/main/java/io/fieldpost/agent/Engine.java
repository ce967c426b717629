package io.fieldpost.agent;

import io.fieldpost.agent.source.SourceRunner;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.tinylog.Logger;

/** The thread {@code engine}: it turns the crank of every source and of the store. */
final class Engine {
    /** The store's house-keeping is due this often; a commit interval can be no finer. */
    private static final long LONGEST_WAIT = Duration.ofMillis(100).toNanos();

    private static final long JOIN_MILLIS = 1000;

    private final List<SourceRunner> sources;
    private final RecordStore store;
    private final StoreSink sink;
    private final ClockWatch clock;
    private final Wake wake;
    private final Thread thread = new Thread(this::run, "engine");
    private final List<LongConsumer> others = new ArrayList<>();
    private final Set<String> mistaken = new HashSet<>();
    private volatile boolean stopping;

    Engine(List<SourceRunner> sources, RecordStore store, StoreSink sink, ClockWatch clock, Wake wake) {
        this.sources = sources;
        this.store = store;
        this.sink = sink;
        this.clock = clock;
        this.wake = wake;
    }

    /** Gives a turn to something else as well; before the start. */
    void alsoStep(LongConsumer other) {
        others.add(other);
    }

    void start() {
        thread.start();
    }

    /** Waits for the step at hand. */
    void stop() {
        stopping = true;
        wake.run();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                wake.await(step(System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One turn.
     *
     * @return nanoseconds until the next is due
     */
    long step(long now) {
        clock.step(now);
        long wait = LONGEST_WAIT;
        for (SourceRunner source : sources) {
            try {
                source.step(now);
                wait = Math.min(wait, source.nanosUntilStep(now));
            } catch (RuntimeException | Error e) {
                mistaken("source " + source.status().name(), e);
            }
        }
        try {
            store.step(now);
            reportLosses();
            for (LongConsumer other : others) {
                other.accept(now);
            }
        } catch (RuntimeException | Error e) {
            mistaken("store", e);
        }
        return wait;
    }

    /** A mistake of ours in one part must neither end the others nor fill the card with its log. */
    private void mistaken(String part, Throwable mistake) {
        if (mistaken.add(part)) {
            Logger.error(mistake, "{}: goes on after a mistake of the agent's own; please report this", part);
        } else {
            Logger.debug(mistake, "{}: goes on after one more mistake of the agent's own", part);
        }
    }

    private void reportLosses() {
        int reported = 0;
        try {
            for (Loss loss : store.pendingLosses()) {
                sink.report(loss);
                reported++;
            }
        } catch (StoreException e) {
            Logger.debug("a loss waits for the store: {}", e.getMessage());
        }
        if (reported > 0) {
            store.acknowledgeLosses(reported);
        }
    }
}
