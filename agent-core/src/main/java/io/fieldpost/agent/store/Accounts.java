package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of each sequence: settled by a destination, reported as lost, deleted. A loss is counted, logged and settled here
 * and nowhere else. Guarded by the store's lock.
 */
final class Accounts {
    private final String epoch;
    private final Ledger ledger;
    private final Settlement settlement = new Settlement();
    /** Lost or deleted: not to be reported again. */
    private final Map<StreamName, SequenceRanges> gone = new EnumMap<>(StreamName.class);

    private final LossLog log = new LossLog();
    private final Map<Loss.Cause, Long> lost = new EnumMap<>(Loss.Cause.class);

    Accounts(Disk disk, StoreOptions options, String epoch) {
        this.epoch = epoch;
        ledger = new Ledger(disk, options.path(), epoch);
    }

    /** Reads what the last process left; with nothing readable they start empty. */
    void load(Disk disk, StoreOptions options) throws IOException {
        ledger.load();
        settlement.load(disk, options.path(), options.settlers());
        for (StreamName stream : StreamName.values()) {
            SequenceRanges lost = ledger.ranges(stream);
            gone.put(stream, lost);
            for (int i = 0; i < lost.count(); i++) {
                settlement.settleForAll(stream, lost.first(i), lost.last(i));
            }
        }
    }

    /** Makes the losses survive a power cut, and gives new destinations the place to begin at. */
    void opened(StreamLogs logs) throws IOException {
        ledger.save(true);
        settlement.begin(logs);
    }

    void step(long nowNanos) {
        log.step(nowNanos);
    }

    /**
     * Settlements are not forced: a forgotten one makes a repeat, never a loss. What was lost counts as settled, so losses are on the card
     * before.
     */
    void saveSettlements() throws IOException {
        if (ledger.owes()) {
            ledger.save(true);
        }
        settlement.save(false);
    }

    /** Writes to the card, to learn whether it can be written to; throws when it can't. */
    void probe() throws IOException {
        ledger.save(true);
    }

    /** On the card when this returns, so that a start after a close in good order repeats nothing and misses nothing. */
    void closed() throws IOException {
        ledger.save(true);
        settlement.save(true);
    }

    void settle(String destination, StreamName stream, long first, long last) {
        settlement.settle(destination, stream, first, last);
    }

    long nextUnsettled(String destination, StreamName stream, long from) {
        return settlement.nextUnsettled(destination, stream, from);
    }

    long unsettled(String destination, StreamName stream, long oldest, long newest) {
        return settlement.unsettled(destination, stream, oldest, newest);
    }

    /** Records reported as lost since the start of the process. */
    Map<Loss.Cause, Long> lostByCause() {
        return Map.copyOf(lost);
    }

    List<Loss> pendingLosses() {
        return ledger.pending();
    }

    /** The first losses were appended as alarms. */
    void told(int count) {
        ledger.told(count);
    }

    boolean hasTold() {
        return ledger.hasTold();
    }

    /** The alarms that tell of losses are on the card, so the ledger need not know that they are to be told. */
    void acknowledgeLosses() throws IOException {
        ledger.acknowledge();
        ledger.save(false);
    }

    /** What every destination has, and what was reported or deleted. */
    SequenceRanges closed(StreamName stream) {
        SequenceRanges known = new SequenceRanges();
        known.addAll(settlement.settledByAll(stream));
        known.addAll(gone(stream));
        return known;
    }

    /** The highest sequence that is known to have been given once, whatever the log holds. */
    long highestGiven(StreamName stream) {
        long lost = Math.max(ledger.deletedUpTo(stream), gone(stream).highest());
        return Math.max(lost, settlement.highest(stream));
    }

    long deletedUpTo(StreamName stream) {
        return ledger.deletedUpTo(stream);
    }

    /** The ledger comes first: once this returned, nobody misses what is deleted then. */
    void delete(StreamName stream, long upTo) throws IOException {
        ledger.deleted(stream, upTo);
        gone(stream).add(1, upTo);
        ledger.save(true);
    }

    /** The segment that is written to was emptied in place. Not forced: when that is forgotten, its numbers count as left unused. */
    void emptied(StreamName stream, long upTo) throws IOException {
        ledger.deleted(stream, upTo);
        gone(stream).add(1, upTo);
        ledger.save(false);
    }

    /** Of a range, all but every n-th will be gone. On the card when this returns. */
    void thinnedOut(StreamName stream, long first, long last, int every, Span span) throws IOException {
        SequenceRanges known = closed(stream);
        long count = Thinning.leftOut(first, last, every);
        for (int i = 0; i < known.count(); i++) {
            count -= Thinning.leftOut(Math.max(first, known.first(i)), Math.min(last, known.last(i)), every);
        }
        if (count > 0) {
            // What can't be written down is not thinned out, and then nothing is lost.
            probe();
            report(new Loss(stream, epoch, first, last, count, Loss.Cause.BUDGET, span.from(), span.to()), false);
            ledger.save(true);
        }
    }

    /**
     * Enters a hole that a reader met; false when it was known. It is on the card before anybody's progress is.
     *
     * @param every n when the segment was thinned out to the multiples of n, else 0
     */
    boolean damaged(StreamName stream, long first, long last, int every, Loss.Cause cause) {
        boolean isHole = every == 0 || Thinning.multiples(first, last, every) > 0;
        return isHole && lost(stream, first, last, every, cause, Span.UNKNOWN);
    }

    /**
     * Enters what of a range is not settled or known yet, without writing it down; false when there is nothing.
     *
     * @param every n when the segment was thinned out to the multiples of n, else 0
     */
    boolean lost(StreamName stream, long first, long last, int every, Loss.Cause cause, Span span) {
        SequenceRanges known = closed(stream);
        if (known.covers(first, last)) {
            return false;
        }
        long lowest = known.firstMissing(first);
        long highest = known.lastMissing(last);
        long count = every == 0
                ? last - first + 1 - known.countWithin(first, last)
                : countMultiples(lowest, highest, every, known);
        if (every == 0 || count > 0) {
            gone(stream).add(first, last);
            settlement.settleForAll(stream, first, last);
        }
        if (count > 0) {
            report(new Loss(stream, epoch, lowest, highest, count, cause, span.from(), span.to()), true);
        }
        return count > 0;
    }

    private static long countMultiples(long first, long last, int every, SequenceRanges without) {
        long count = Thinning.multiples(first, last, every);
        for (int i = 0; i < without.count(); i++) {
            count -= Thinning.multiples(Math.max(first, without.first(i)), Math.min(last, without.last(i)), every);
        }
        return count;
    }

    private void report(Loss loss, boolean whole) {
        lost.merge(loss.cause(), loss.count(), Long::sum);
        ledger.add(loss, whole);
        log.lost(loss);
    }

    private SequenceRanges gone(StreamName stream) {
        return Objects.requireNonNull(gone.get(stream));
    }
}
