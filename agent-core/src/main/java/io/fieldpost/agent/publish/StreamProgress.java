package io.fieldpost.agent.publish;

import io.fieldpost.agent.Backoff;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Where one destination stands in one stream: what comes next, what is on its way, what waits because the broker would not keep it.
 *
 * <p>What is new and what had to wait leave in two lanes, each in the order of its numbers. At a new connection, what is not older than
 * {@link Freshness#HISTORICAL_AFTER} and what comes from then on is live, the rest is the backlog. When the live lane falls behind by
 * as much, because the link is slower than the data, the backlog takes over what it has unsent. So what is new never waits for more
 * than that, and the live lane never goes back behind a record that was kept.
 *
 * <p>When the broker did not keep a record, the stream stops until everything on its way is answered, and then tries the lowest that is
 * not settled alone. Once that is kept, both lanes are laid anew, as at a new connection. What was on its way behind it and was kept is
 * not sent again.
 */
final class StreamProgress {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Remaining remaining;
    private final Freshness freshness;
    private final Backoff backoff;

    // For one connection.
    private final TreeSet<Long> inFlight = new TreeSet<>();
    private final Lane live;
    private final Lane backlog;
    /** Whether the lanes are laid; they are when the first record may leave. */
    private boolean laid;

    private boolean rewind;
    private boolean alone;
    private long notBefore;

    StreamProgress(Remaining remaining, InstantSource clock, RandomGenerator random) {
        this.remaining = remaining;
        this.freshness = new Freshness(remaining, clock);
        this.backoff = new Backoff(FIRST_WAIT, random);
        this.live = new Lane(remaining, inFlight);
        this.backlog = new Lane(remaining, inFlight);
    }

    /** A new connection: everything that is not settled is sent again. */
    void opened(long nowNanos) {
        inFlight.clear();
        laid = false;
        rewind = false;
        notBefore = nowNanos;
    }

    /** Whether there is a record in this lane that may be sent now. */
    boolean ready(Lane.Kind lane, long nowNanos) throws StoreException {
        if (rewind || nowNanos - notBefore < 0 || (alone && !inFlight.isEmpty())) {
            return false;
        }
        if (!laid) {
            layLanes();
        }
        return switch (lane) {
            case LIVE -> liveReady();
            case BACKLOG -> backlog.ready();
        };
    }

    private void layLanes() throws StoreException {
        long oldest = remaining.next(0);
        long liveFrom = freshness.liveFrom(oldest);
        backlog.lay(oldest, liveFrom);
        live.lay(liveFrom, Lane.OPEN_END);
        laid = true;
    }

    private boolean liveReady() throws StoreException {
        if ((alone && backlog.ready()) || !live.ready()) {
            return false;
        }
        if (freshness.isOld(live.peek())) {
            long liveFrom = freshness.newestOrNext();
            backlog.extendTo(liveFrom);
            live.lay(liveFrom, Lane.OPEN_END);
            return !alone && live.ready();
        }
        return true;
    }

    /** The next record of a lane that is ready; now it is on its way. */
    StoredRecord take(Lane.Kind lane) {
        return lane == Lane.Kind.LIVE ? live.take() : backlog.take();
    }

    /** The destination has it, or it was reported as lost. */
    void settled(long sequence) {
        inFlight.remove(sequence);
        remaining.settle(sequence, sequence);
        if (alone) {
            alone = false;
            laid = false;
        }
        backoff.reset();
        turnBack();
    }

    /** The store can't be read now: wait. */
    void pause(long nowNanos) {
        notBefore = nowNanos + FIRST_WAIT.toNanos();
    }

    /** The broker did not keep it: wait, then begin again with the lowest that is not settled. */
    void refused(long sequence, long nowNanos) {
        inFlight.remove(sequence);
        if (!rewind) {
            notBefore = nowNanos + backoff.nextNanos(LONGEST_WAIT);
        }
        rewind = true;
        turnBack();
    }

    private void turnBack() {
        if (rewind && inFlight.isEmpty()) {
            rewind = false;
            alone = true;
            laid = false;
        }
    }

    /** Whether it waits because the broker did not keep a record. */
    boolean held() {
        return rewind || alone;
    }

    /** Records stored and not settled; any thread. */
    long backlog() {
        return remaining.count();
    }
}
