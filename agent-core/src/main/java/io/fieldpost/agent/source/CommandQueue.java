package io.fieldpost.agent.source;

import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.command.Outcome.Result;
import io.fieldpost.agent.command.PendingCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that wait for a source, few and not for long. A command is in the queue or out of it; whoever takes it out ends it, outside
 * the lock. Any thread.
 */
final class CommandQueue {
    private static final int MOST = 16;

    private final String source;
    private final Runnable wake;
    private final ArrayDeque<PendingCommand> waiting = new ArrayDeque<>();
    private String closed = "";

    CommandQueue(String source, Runnable wake) {
        this.source = source;
        this.wake = wake;
    }

    void submit(PendingCommand command) {
        Outcome refused = offer(command);
        if (refused == null) {
            wake.run();
        } else {
            command.end(refused);
        }
    }

    private synchronized @Nullable Outcome offer(PendingCommand command) {
        if (!closed.isEmpty()) {
            return Outcome.of(Result.NOT_CONNECTED, closed);
        }
        if (waiting.size() >= MOST) {
            return Outcome.of(Result.BUSY, MOST + " other commands wait for source " + source + "; ask again later");
        }
        waiting.add(command);
        return null;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next whose time has not run out; those whose time has are ended. */
    @Nullable
    PendingCommand take(long now) {
        endExpired(now);
        synchronized (this) {
            return waiting.poll();
        }
    }

    /** Ends those that have waited too long. */
    void endExpired(long now) {
        List<PendingCommand> expired = new ArrayList<>();
        synchronized (this) {
            waiting.removeIf(command -> command.nanosLeft(now) == 0 && expired.add(command));
        }
        for (PendingCommand command : expired) {
            command.end(Outcome.of(
                    Result.BUSY,
                    "source " + source + " was busy until the time for the " + command.what() + " had run out"));
        }
    }

    /** Ends all that wait: the source does not work. */
    void refuse(String why) {
        List<PendingCommand> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(command -> command.end(Outcome.of(Result.NOT_CONNECTED, why)));
    }

    /** Takes no more. */
    void close(String why) {
        synchronized (this) {
            closed = why;
        }
        refuse(why);
    }

    /** Nanoseconds until the first has waited too long; {@link Long#MAX_VALUE} when none waits. */
    synchronized long nanosLeft(long now) {
        long left = Long.MAX_VALUE;
        for (PendingCommand command : waiting) {
            left = Math.min(left, command.nanosLeft(now));
        }
        return left;
    }
}
