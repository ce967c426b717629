package io.fieldpost.agent.command;

import io.fieldpost.agent.BatchSink;
import io.fieldpost.agent.LossSink;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.driver.Measurement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.tinylog.Logger;

/**
 * Tells each command once: to the log, and to the centre through the store. What the store refuses waits, bounded, and is tried again;
 * beyond that it is counted as a loss. Any thread.
 */
public final class CommandJournal {
    private static final int MOST_WAITING = 100;
    private static final long RETRY = Duration.ofSeconds(1).toNanos();
    private static final String NO_EPOCH = "0000000000000000";

    private final BatchSink sink;
    private final LossSink losses;
    private final InstantSource clock;
    private final ArrayDeque<Measurement> waiting = new ArrayDeque<>();
    private String lastLine = "";
    private long notRecorded;
    private long dropped;
    private long lastTry;

    /** Nothing has been told yet. */
    public CommandJournal(BatchSink sink, LossSink losses, InstantSource clock) {
        this.sink = sink;
        this.losses = losses;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    void tell(Asked asked, Outcome outcome) {
        String status = outcome.status() == null ? "" : ", " + outcome.status();
        String message = outcome.message().isEmpty() ? "" : ": " + outcome.message();
        String line = asked + ": " + outcome.result().text() + status + message;
        log(line, outcome.result());
        keep(CommandRecord.of(asked, outcome, takeNotRecorded(), clock.instant()));
    }

    /** Counts a command that came too soon behind many others; the next record has the number. */
    synchronized void notRecorded() {
        if (notRecorded++ == 0) {
            Logger.warn(
                    "commands come faster than they can be recorded and are refused; whoever asks must ask less often");
        }
    }

    private synchronized long takeNotRecorded() {
        long count = notRecorded;
        notRecorded = 0;
        return count;
    }

    /** The log lives on a small card: what is asked in a loop and ends the same way is one line. */
    private synchronized void log(String line, Outcome.Result result) {
        boolean repeated = line.equals(lastLine);
        lastLine = line;
        if (repeated) {
            Logger.debug(line);
        } else if (result == Outcome.Result.DONE) {
            Logger.info(line);
        } else {
            Logger.warn(line);
        }
    }

    private synchronized void keep(Measurement told) {
        if (waiting.size() >= MOST_WAITING) {
            dropped++;
            return;
        }
        waiting.add(told);
        if (waiting.size() == 1) {
            drain();
        }
    }

    /** Tries again what the store refused. */
    public synchronized void step(long now) {
        if ((!waiting.isEmpty() || dropped > 0) && now - lastTry >= RETRY) {
            lastTry = now;
            drain();
        }
    }

    /** Tries once more and says what is left behind. */
    public synchronized void finish() {
        drain();
        if (!waiting.isEmpty() || dropped > 0) {
            Logger.warn("{} records of commands are lost, the store did not accept them", waiting.size() + dropped);
        }
    }

    private void drain() {
        try {
            for (Measurement told = waiting.peek(); told != null; told = waiting.peek()) {
                sink.accept(Batch.of(told));
                waiting.remove();
            }
            if (dropped > 0) {
                var now = clock.instant();
                losses.report(new Loss(StreamName.ALARM, NO_EPOCH, 0, 0, dropped, Loss.Cause.OVERRUN, now, now));
                dropped = 0;
            }
        } catch (StoreException e) {
            Logger.debug("{} records of commands wait for the store: {}", waiting.size(), e.getMessage());
        }
    }
}
