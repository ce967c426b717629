package io.fieldpost.agent;

import io.fieldpost.agent.source.SourceRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes sources out of a running agent and puts others in, without holding up the rest: a driver is asked to end, goes on handing over what it
 * has, and only when it has ended, or its time is up, does its successor begin. {@link #step} belongs to the engine's thread, {@link #exchange}
 * to any.
 */
final class SourceExchange {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final List<SourceRunner> sources;
    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final List<Leaving> leaving = new ArrayList<>();

    private record Wish(String name, Supplier<@Nullable SourceRunner> successor, Runnable whenGone) {}

    private record Leaving(SourceRunner runner, long untilNanos, Wish wish) {}

    /** @param sources of the agent; changed by {@link #step} */
    SourceExchange(List<SourceRunner> sources) {
        this.sources = sources;
    }

    /**
     * Asks for a source of this name to be taken out, if there is one, and another put in.
     *
     * @param successor makes the runner that takes its place, on the engine's thread; gives null for none
     * @param whenGone run on the engine's thread when the old driver has ended or was given up
     */
    void exchange(String name, Supplier<@Nullable SourceRunner> successor, Runnable whenGone) {
        wishes.add(new Wish(name, successor, whenGone));
    }

    void step(long nowNanos) {
        List<Wish> early = new ArrayList<>();
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            if (isLeaving(wish.name())) {
                early.add(wish);
            } else {
                begin(wish, nowNanos);
            }
        }
        wishes.addAll(early);
        for (Iterator<Leaving> each = leaving.iterator(); each.hasNext(); ) {
            Leaving left = each.next();
            if (left.runner().hasEnded() || nowNanos - left.untilNanos() >= 0) {
                each.remove();
                left.runner().stop(nowNanos, Duration.ZERO);
                sources.remove(left.runner());
                follow(left.wish());
            }
        }
    }

    /** Whoever asks again meanwhile waits, or two of one name would run. */
    private boolean isLeaving(String name) {
        return leaving.stream().anyMatch(left -> left.wish().name().equals(name));
    }

    private void begin(Wish wish, long nowNanos) {
        for (SourceRunner runner : sources) {
            if (runner.status().name().equals(wish.name())) {
                runner.requestStop();
                leaving.add(new Leaving(runner, nowNanos + PATIENCE_NANOS, wish));
                return;
            }
        }
        follow(wish);
    }

    private void follow(Wish wish) {
        SourceRunner successor = wish.successor().get();
        if (successor != null) {
            sources.add(successor);
        }
        wish.whenGone().run();
    }
}
