package io.fieldpost.agent.source;

import io.fieldpost.agent.Outage;
import io.fieldpost.agent.status.SourceStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** What a source says about itself: its state, its failures, its overruns, in the log and in counters at once. Read by any thread. */
final class SourceJournal {
    private final InstantSource clock;
    private final Outage device;
    private final Outage pace;
    private final AtomicLong overruns = new AtomicLong();
    private volatile Entry entry;

    /** A state with its circumstances. */
    record Entry(State state, Instant since, String detail) {}

    SourceJournal(String source, InstantSource clock) {
        this.clock = clock;
        this.device = new Outage("source " + source, Duration.ZERO);
        this.pace = new Outage("pace of source " + source, Duration.ofMinutes(1));
        this.entry = new Entry(State.CONNECTING, clock.instant(), "");
    }

    /** Enters a state; the time stays when it is the same. */
    void enter(State state, String detail) {
        Entry now = entry;
        Instant since = now.state() == state ? now.since() : clock.instant();
        entry = new Entry(state, since, detail);
    }

    void failed(long now, Failure failure) {
        device.failed(now, failure.message(), failure.trace());
    }

    void healthy(long now) {
        device.recovered(now);
        if (entry.state() != State.RUNNING) {
            enter(State.RUNNING, "");
        }
    }

    /** Counts polls that fell out because the one before took too long; 0 when it was in time. */
    void overran(long now, long missed, String advice) {
        if (missed == 0) {
            pace.recovered(now);
        } else {
            overruns.addAndGet(missed);
            pace.failed(now, missed + (missed == 1 ? " poll skipped, " : " polls skipped, ") + advice, null);
        }
    }

    Entry entry() {
        return entry;
    }

    /** Failures since the last time that all was well. */
    long failuresInARow() {
        return device.inARow();
    }

    long failures() {
        return device.total();
    }

    long overruns() {
        return overruns.get();
    }
}
