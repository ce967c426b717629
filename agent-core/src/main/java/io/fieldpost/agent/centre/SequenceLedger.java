package io.fieldpost.agent.centre;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.store.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves by arithmetic what came, what came twice and what is missing. A number is expected between the lowest and the highest seen of
 * its stream and epoch: whoever begins to listen later does not miss what was before.
 *
 * <p>Memory is bounded: at most {@value #MAX_STREAMS} streams, each with at most {@value #MAX_RANGES} ranges; older holes are then
 * counted as missing for good. Not thread-safe.
 */
public final class SequenceLedger {
    static final int MAX_STREAMS = 100_000;
    /** A link that is slower than its data leaves a hole every 5 s or more, filled once it caught up: these are half a day of such holes. */
    static final int MAX_RANGES = 10_000;

    /** What one message turned out to be. */
    public enum Verdict {
        NEW,
        DUPLICATE,
        /** New, but after a higher one of the same lane: live or historical. */
        OUT_OF_ORDER,
        /** There are too many streams to keep a record of this one. */
        UNTRACKED
    }

    private final Map<StreamKey, Page> pages = new LinkedHashMap<>();
    private long untracked;
    private long lostMeasurements;

    /**
     * Notes one message.
     *
     * @param historical whether it left beside what was new then: live and historical messages have an order of their own each
     */
    public Verdict received(StreamKey key, long sequence, boolean historical) {
        Page page = page(key);
        return page == null ? Verdict.UNTRACKED : page.received(sequence, historical);
    }

    /** Notes what a gateway reported as lost. Losses without numbers are measurements that never got one. */
    public void lost(String gateway, Loss loss) {
        if (loss.first() < 1 || loss.last() < loss.first()) {
            lostMeasurements += Math.max(0, loss.count());
            return;
        }
        Page page = page(new StreamKey(gateway, loss.stream().text(), loss.epoch()));
        if (page != null) {
            page.lost(loss.first(), loss.last());
        }
    }

    private @Nullable Page page(StreamKey key) {
        Page page = pages.get(key);
        if (page == null && pages.size() >= MAX_STREAMS) {
            untracked++;
            return null;
        }
        if (page == null) {
            page = new Page();
            pages.put(key, page);
        }
        return page;
    }

    /** Figures of every stream, in the order in which they were first seen. */
    public List<StreamFigures> figures() {
        List<StreamFigures> figures = new ArrayList<>(pages.size());
        pages.forEach((key, page) -> figures.add(page.figures(key)));
        return figures;
    }

    /** Messages of streams that were too many to be tracked. */
    public long untracked() {
        return untracked;
    }

    /** Measurements that gateways reported as lost before they were numbered. */
    public long lostMeasurements() {
        return lostMeasurements;
    }

    /** One stream in one epoch. */
    private static final class Page {
        private final SequenceRanges received = new SequenceRanges();
        /** Received or reported as lost: what is not in here is missing. */
        private final SequenceRanges explained = new SequenceRanges();

        /** Missing for good: holes of the explained that were closed to save memory. */
        private long givenUp;

        private long highestLive;
        private long highestHistorical;
        private long different;
        private long duplicates;
        private long outOfOrder;

        Verdict received(long sequence, boolean historical) {
            boolean rises = rises(sequence, historical);
            if (!received.add(sequence)) {
                duplicates++;
                return Verdict.DUPLICATE;
            }
            explained.add(sequence);
            bound();
            different++;
            if (!rises) {
                outOfOrder++;
                return Verdict.OUT_OF_ORDER;
            }
            return Verdict.NEW;
        }

        private boolean rises(long sequence, boolean historical) {
            long highest = historical ? highestHistorical : highestLive;
            if (historical) {
                highestHistorical = Math.max(highest, sequence);
            } else {
                highestLive = Math.max(highest, sequence);
            }
            return sequence > highest;
        }

        void lost(long first, long last) {
            explained.add(first, last);
            bound();
        }

        private void bound() {
            if (received.count() > MAX_RANGES) {
                received.joinLowest();
            }
            if (explained.count() > MAX_RANGES) {
                givenUp += explained.joinLowest();
            }
        }

        StreamFigures figures(StreamKey key) {
            long span = explained.count() == 0 ? 0 : explained.highest() - explained.lowest() + 1;
            long missing = explained.missing() + givenUp;
            return new StreamFigures(
                    key,
                    explained.lowest(),
                    explained.highest(),
                    different,
                    duplicates,
                    outOfOrder,
                    Math.max(0, explained.count() - 1),
                    missing,
                    span - missing - different);
        }
    }
}
