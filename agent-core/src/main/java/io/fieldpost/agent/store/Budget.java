package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps the store within its bytes: deletes whole oldest segments that are settled, and when that is not enough drops those that are
 * not, bulk before data and data before alarms. A part of the budget is left to alarms alone. Guarded by the store's lock.
 */
final class Budget {
    private static final StreamName[] DROPPED_FIRST = {StreamName.BULK, StreamName.DATA, StreamName.ALARM};
    private static final int MOST_FOR_ALARMS = 1024 * 1024;

    private final StoreOptions options;
    private final Disk disk;
    private final StreamLogs logs;
    private final Accounts accounts;
    private final ByteRate rate = new ByteRate();

    Budget(StoreOptions options, Disk disk, StreamLogs logs, Accounts accounts) {
        this.options = options;
        this.disk = disk;
        this.logs = logs;
        this.accounts = accounts;
    }

    /** Says so when the file system will be full before the budget is: then new values are lost in place of the oldest. */
    void compareWithFree() throws IOException {
        long room = logs.bytes() + disk.free(options.path());
        if (room < options.budgetBytes()) {
            Logger.warn(
                    "the store's budget is {} bytes, and its file system has room for {} at {}: free some room on it, or set"
                            + " 'store.budget' lower",
                    options.budgetBytes(),
                    room,
                    options.path());
        }
    }

    /** Drops segments, of this stream or a less precious one, until so many more bytes fit. */
    void makeRoom(StreamName stream, long more) throws IOException, StoreException {
        long kept = stream == StreamName.ALARM ? 0 : Math.min(MOST_FOR_ALARMS, options.budgetBytes() / 16);
        while (logs.bytes() + more + SegmentHeader.SIZE > options.budgetBytes() - kept) {
            StreamName victim = victimFor(stream);
            if (victim == null) {
                throw new StoreException(
                        Reason.FULL,
                        "the store's budget of " + options.budgetBytes() + " bytes at " + options.path()
                                + " is used up by what is more precious than " + stream.text()
                                + ": give the store a larger budget, or reach the destinations again");
            }
            drop(victim);
        }
    }

    void deleteSettled(StreamName stream) throws IOException {
        StreamLog log = logs.of(stream);
        while (log.hasSealed() && accounts.closed(stream).covers(log.first().first, log.first().next - 1)) {
            deleteFirst(stream);
        }
    }

    void appended(long bytes) {
        rate.add(bytes);
    }

    void step(long nowNanos) {
        rate.step(nowNanos);
    }

    /** How long the rest lasts at the present rate; null while there is no rate. */
    @Nullable
    Duration lasts() {
        double perSecond = rate.bytesPerSecond();
        if (perSecond <= 0) {
            return null;
        }
        return Duration.ofSeconds((long) (Math.max(0, options.budgetBytes() - logs.bytes()) / perSecond));
    }

    private @Nullable StreamName victimFor(StreamName stream) {
        for (StreamName candidate : DROPPED_FIRST) {
            if (logs.of(candidate).hasRecords()) {
                return candidate;
            }
            if (candidate == stream) {
                return null;
            }
        }
        return null;
    }

    private void drop(StreamName stream) throws IOException {
        StreamLog log = logs.of(stream);
        if (!log.hasSealed()) {
            log.rotate();
        }
        Segment segment = log.first();
        SequenceRanges known = accounts.closed(stream);
        Span span = known.covers(segment.first, segment.next - 1) ? Span.UNKNOWN : Span.of(disk, segment, known);
        accounts.lost(stream, segment.first, segment.next - 1, Loss.Cause.BUDGET, span);
        deleteFirst(stream);
    }

    private void deleteFirst(StreamName stream) throws IOException {
        StreamLog log = logs.of(stream);
        accounts.delete(stream, log.first().next - 1);
        log.deleteFirst();
    }
}
