package io.fieldpost.agent.plant;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Damage;
import io.fieldpost.agent.store.RecordVisitor;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreReader;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the store still keeps of a point, read as {@code fieldpost store export} does: without a lock, and without changing anything. Any
 * thread; calls take turns.
 *
 * <p>Records lie in the order in which they were stored. A value is looked for in those that were stored within a minute of its source's
 * time; one call reads at most {@value #MOST_RECORDS} records or {@value #MOST_BYTES} bytes of them, beyond the segment in which it begins.
 */
public final class StoreHistory implements PointHistory {
    /** By how much a source's clock may differ from the gateway's, and a value wait before it is stored. */
    static final Duration SLACK = Duration.ofMinutes(1);

    static final int MOST_RECORDS = 1024;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Path path;
    private final LongSupplier newest;
    private @Nullable StoreReader reader;

    /**
     * Reads nothing yet.
     *
     * @param path the store's directory; the store is there by the time of the first call
     * @param newest the highest number that the stream of plain values has given
     */
    public StoreHistory(Path path, LongSupplier newest) {
        this.path = path;
        this.newest = newest;
    }

    @Override
    public synchronized Page read(Query query, @Nullable Bookmark from) throws DriverException {
        try {
            StoreReader store = reader;
            if (store == null) {
                store = StoreReader.open(path);
                reader = store;
            }
            StoreReader.Between within = store.storedWithin(StreamName.DATA, before(query.from()), after(query.to()));
            return query.newestFirst() ? backwards(store, query, within, from) : forwards(store, query, within, from);
        } catch (StoreException e) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Page forwards(StoreReader store, Query query, StoreReader.Between within, @Nullable Bookmark from)
            throws StoreException {
        Look look = new Look(query, from == null ? new Bookmark(within.first(), 0) : from, true);
        look.at(store, look.begin.record(), within.last());
        return new Page(look.values(), look.next);
    }

    /** Looks at spans of numbers, the newest first; each is read forwards, as it lies, and turned round. */
    private Page backwards(StoreReader store, Query query, StoreReader.Between within, @Nullable Bookmark from)
            throws StoreException {
        Bookmark begin = from;
        if (begin == null) {
            begin = new Bookmark(Math.min(within.last(), newest.getAsLong()), Integer.MAX_VALUE);
        }
        long lowest = Math.max(within.first(), begin.record() - MOST_RECORDS + 1);
        Look look = new Look(query, begin, false);
        look.at(store, lowest, begin.record());
        List<Measurement> newestFirst = new ArrayList<>();
        for (int i = look.found.size() - 1; i >= 0; i--) {
            if (newestFirst.size() == query.limit()) {
                // The one that did not fit any more is where the next page begins.
                return new Page(newestFirst, look.found.get(i).behind());
            }
            newestFirst.add(look.found.get(i).value);
        }
        Bookmark next = lowest > within.first() && lowest > 1 ? new Bookmark(lowest - 1, Integer.MAX_VALUE) : null;
        return new Page(newestFirst, next);
    }

    private static Instant before(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.minus(SLACK);
    }

    private static Instant after(Instant time) {
        return time.isAfter(FAR) ? FAR : time.plus(SLACK);
    }

    /** 64 bits of nanoseconds since 1970 end a little later. */
    private static final Instant FAR = Instant.parse("2262-01-01T00:00:00Z");

    /** A value with its place. */
    private record Found(Measurement value, long record, int index) {
        /** Where a page backwards begins so that this is its first value. */
        Bookmark behind() {
            return new Bookmark(record, index + 1);
        }
    }

    /** One reading of part of the stream, in its order. */
    private static final class Look implements RecordVisitor {
        final List<Found> found = new ArrayList<>();
        private final Query query;
        private final Bookmark begin;
        private final boolean forwards;
        private final Instant storedFrom;
        private final Instant storedTo;
        private int records;
        private long bytes;
        private @Nullable Bookmark next;

        Look(Query query, Bookmark begin, boolean forwards) {
            this.query = query;
            this.begin = begin;
            this.forwards = forwards;
            this.storedFrom = before(query.from());
            this.storedTo = after(query.to());
        }

        void at(StoreReader store, long first, long last) throws StoreException {
            try {
                store.read(StreamName.DATA, first, last, this);
            } catch (Enough enough) {
                // Where to go on is noted.
            }
        }

        List<Measurement> values() {
            return found.stream().map(Found::value).toList();
        }

        @Override
        public void record(StoredRecord record, Place place) {
            if (forwards && record.storedTime().isAfter(storedTo)) {
                throw ENOUGH;
            }
            if (forwards && (records == MOST_RECORDS || bytes > MOST_BYTES)) {
                next = new Bookmark(record.sequence(), 0);
                throw ENOUGH;
            }
            records++;
            bytes += record.payload().length;
            if (!record.storedTime().isBefore(storedFrom)
                    && !record.storedTime().isAfter(storedTo)) {
                take(record);
            }
        }

        private void take(StoredRecord record) {
            List<Measurement> batch;
            try {
                batch = BatchCodec.decode(record.payload());
            } catch (DamagedBatchException e) {
                // Whoever delivers it reports it.
                return;
            }
            boolean first = record.sequence() == begin.record();
            int from = first && forwards ? begin.value() : 0;
            int to = first && !forwards ? Math.min(batch.size(), begin.value()) : batch.size();
            for (int i = from; i < to; i++) {
                if (!isWanted(batch.get(i))) {
                    continue;
                }
                if (forwards && found.size() == query.limit()) {
                    next = new Bookmark(record.sequence(), i);
                    throw ENOUGH;
                }
                found.add(new Found(batch.get(i), record.sequence(), i));
            }
        }

        private boolean isWanted(Measurement one) {
            return one.point().name().equals(query.point())
                    && one.point().source().equals(query.source())
                    && !one.sourceTime().isBefore(query.from())
                    && !one.sourceTime().isAfter(query.to());
        }

        /** What is missing was reported where it was met first. */
        @Override
        public void damage(Damage damage) {}
    }

    private static final Enough ENOUGH = new Enough();

    /** Ends a reading early; no failure, and without a trace. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough was read", null, false, false);
        }
    }
}
