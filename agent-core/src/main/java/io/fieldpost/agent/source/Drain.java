package io.fieldpost.agent.source;

import io.fieldpost.agent.BatchSink;
import io.fieldpost.agent.LossSink;
import io.fieldpost.agent.Outage;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Carries batches and losses from the hand-over to the store, in order, and tries again when the store refuses. One thread. */
final class Drain {
    /** So many batches a step: a source that floods leaves the step's thread to the others in between. */
    private static final int BATCHES_A_STEP = 4;

    private static final long LOSSES_NANOS = Duration.ofSeconds(1).toNanos();

    private final Handover handover;
    private final BatchSink sink;
    private final LossSink losses;
    private final SourceLimits limits;
    private final Conduct conduct;
    private final Outage store;
    private final Outage overflow;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong bad = new AtomicLong();
    private boolean lingering;
    private boolean toldLosses;
    private long lossesDue;
    private boolean refused;
    private long due;

    Drain(String source, Handover handover, SourceEnvironment environment) {
        this.handover = handover;
        this.sink = environment.sink();
        this.losses = environment.losses();
        this.limits = environment.limits();
        this.conduct = environment.conduct();
        this.store = new Outage("store for source " + source, Duration.ofSeconds(10));
        this.overflow = new Outage("queue of source " + source, Duration.ofMinutes(1));
    }

    /** Hands over what is due. */
    void step(long now) {
        if (refused && now - due < 0) {
            return;
        }
        refused = false;
        if (nanosUntilLosses(now) == 0) {
            reportLosses(now);
        }
        for (int i = 0; i < BATCHES_A_STEP && !refused && isDue(now) && conduct.nanosUntilTurn(now) == 0; i++) {
            deliver(now);
        }
    }

    /**
     * Hands over everything, without lingering; gives up at the first batch that the store refuses.
     *
     * @return whether nothing is left
     */
    boolean finish(long now) {
        refused = false;
        reportLosses(now);
        while (!refused && !handover.isEmpty()) {
            handover.close();
            deliver(now);
        }
        return handover.isEmpty() && !handover.hasLosses();
    }

    /** Nanoseconds until there is something to do; {@link Long#MAX_VALUE} when nothing waits. */
    long nanosUntilDue(long now) {
        if (refused) {
            return handover.isEmpty() && !handover.hasLosses() ? Long.MAX_VALUE : Math.max(0, due - now);
        }
        long losses = handover.hasLosses() ? nanosUntilLosses(now) : Long.MAX_VALUE;
        if (handover.isEmpty()) {
            return losses;
        }
        long linger = lingering && !handover.holdsABatch() ? Math.max(0, due - now) : 0;
        return Math.min(losses, Math.max(linger, conduct.nanosUntilTurn(now)));
    }

    /** The first loss is told at once, and those that follow together, each second: whoever floods makes no flood of these. */
    private long nanosUntilLosses(long now) {
        return toldLosses ? Math.max(0, lossesDue - now) : 0;
    }

    private boolean isDue(long now) {
        if (handover.isEmpty()) {
            lingering = false;
            return false;
        }
        if (!lingering) {
            lingering = true;
            due = now + limits.linger().toNanos();
        }
        if (now - due >= 0) {
            handover.close();
        }
        return handover.holdsABatch();
    }

    private void deliver(long now) {
        Batch batch = handover.peek();
        if (batch == null) {
            return;
        }
        try {
            sink.accept(batch);
        } catch (StoreException e) {
            refuse(now, e);
            return;
        }
        handover.settle();
        conduct.charge(batch.payload().length, now);
        accepted.addAndGet(batch.count());
        conduct.accepted(batch.count());
        bad.addAndGet(batch.bad());
        lingering = false;
        store.recovered(now);
        if (handover.isEmpty()) {
            overflow.recovered(now);
        }
    }

    private void reportLosses(long now) {
        for (Loss loss : handover.takeLosses()) {
            if (refused) {
                handover.putBack(loss);
                continue;
            }
            overflow.failed(now, words(loss), null);
            toldLosses = true;
            lossesDue = now + LOSSES_NANOS;
            try {
                losses.report(loss);
            } catch (StoreException e) {
                handover.putBack(loss);
                refuse(now, e);
            }
        }
    }

    private static String words(Loss loss) {
        String what = loss.count() + " new measurements of " + loss.stream().text();
        return loss.cause() == Loss.Cause.TOO_LARGE
                ? "dropped " + what + " that can't be kept: larger than " + ValueSize.MOST_BYTES
                        + " bytes, nested too deep, or with a field that is nothing"
                : "full, dropped " + what;
    }

    private void refuse(long now, StoreException cause) {
        store.failed(now, cause.getMessage() + "; " + handover.size() + " measurements wait", null);
        refused = true;
        lingering = false;
        due = now + limits.storeRetry().toNanos();
    }

    /** Measurements that the store has accepted since the start. Any thread. */
    long accepted() {
        return accepted.get();
    }

    /** Of these, how many had a bad quality. Any thread. */
    long bad() {
        return bad.get();
    }
}
