package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps the store within its bytes: gives back what every destination has, and when that is not enough thins out or drops what is oldest,
 * bulk before data and data before alarms. A part of the budget is left to alarms alone. Guarded by the store's lock.
 */
final class Budget {
    private static final StreamName[] DROPPED_FIRST = {StreamName.BULK, StreamName.DATA, StreamName.ALARM};
    private static final int MOST_FOR_ALARMS = 1024 * 1024;
    /** Deleting takes a while, and appends wait for it. */
    private static final int MOST_DELETED = 64;
    /** Less than four pages are not worth a truncation. */
    private static final long WORTH_EMPTYING = 16 * 1024;
    /** When a whole segment was given up and there was still no room, somebody else takes it: nothing more is given up for so long. */
    private static final long IN_VAIN_NANOS = 60_000_000_000L;

    /** A full file system is told for so long after something was given up for it. */
    private static final long TOLD_NANOS = 30_000_000_000L;

    private final StoreOptions options;
    private final StreamLogs logs;
    private final Accounts accounts;
    private final Disk disk;
    private final Room room;
    private final Thinning thinning;
    private final Rate rate = new Rate();
    private long now;
    private long inVainSince;
    private boolean inVain;
    private long gaveUpAt;
    private boolean gaveUp;

    Budget(StoreOptions options, Disk disk, StreamLogs logs, Accounts accounts) {
        this.options = options;
        this.disk = disk;
        this.logs = logs;
        this.accounts = accounts;
        room = new Room(options, disk);
        thinning = new Thinning(disk, accounts, options.thinOut());
    }

    void opened() throws IOException {
        room.compareWithBudget(logs.bytes());
    }

    /** Thins out or drops segments, of this stream or a less precious one, until so many more bytes fit. */
    void makeRoom(StreamName stream, long more) throws IOException, StoreException {
        long kept = stream == StreamName.ALARM ? 0 : Math.min(MOST_FOR_ALARMS, options.budgetBytes() / 16);
        long limit = room.limit() - kept;
        if (more + 2 * SegmentHeader.SIZE > limit) {
            throw new StoreException(
                    Reason.TOO_LARGE,
                    "a record of " + more + " bytes is more than the store may hold at present (" + limit
                            + "): hand over smaller batches, or give it more room");
        }
        while (logs.bytes() + more + SegmentHeader.SIZE > limit) {
            if (!lessen(stream)) {
                throw new StoreException(
                        Reason.FULL,
                        "the store's budget of " + room.limit() + " bytes at " + options.path()
                                + " is used up by what is more precious than " + stream.text()
                                + ": give the store a larger budget, or reach the destinations again");
            }
        }
    }

    /** Makes the store smaller by one piece; false when nothing that is not more precious can be given up. */
    private boolean lessen(StreamName stream) throws IOException {
        IOException why = null;
        for (StreamName candidate : DROPPED_FIRST) {
            try {
                if (thinning.thinOldest(candidate, logs.of(candidate)) || drop(candidate, room.cause())) {
                    return true;
                }
            } catch (IOException e) {
                // What one stream's files refuse, another's may allow.
                why = e;
            }
            if (candidate == stream) {
                break;
            }
        }
        if (why != null) {
            throw why;
        }
        return false;
    }

    /** After the file system refused a record: gives up the oldest segment that is not more precious; false when there is none. */
    boolean makeRoomOnDisk(StreamName stream) throws IOException {
        if (inVain && now - inVainSince < IN_VAIN_NANOS) {
            return false;
        }
        for (StreamName candidate : DROPPED_FIRST) {
            if (logs.of(candidate).hasSealed() && drop(candidate, Loss.Cause.DISK)) {
                gaveUpForDisk();
                return true;
            }
            if (candidate == stream) {
                return false;
            }
        }
        return false;
    }

    private void gaveUpForDisk() {
        boolean isNew = !gaveUp || now - gaveUpAt >= TOLD_NANOS;
        gaveUp = true;
        gaveUpAt = now;
        if (isNew) {
            Logger.warn("store: {}", trouble());
        }
    }

    /** What was given up by {@link #makeRoomOnDisk} made no room. */
    void madeRoomInVain() {
        inVain = true;
        inVainSince = now;
    }

    /** Deletes the oldest segments that are not written to, as far as every destination has them: all for one entry in the ledger. */
    void deleteSettled(StreamName stream) throws IOException {
        StreamLog log = logs.of(stream);
        log.sweep();
        if (log.hasSealed()) {
            long upTo = accounts.closed(stream).firstMissing(log.first().first) - 1;
            int settled = Math.min(MOST_DELETED, log.sealedUpTo(upTo));
            if (settled > 0) {
                deleteFirst(stream, settled);
            }
        }
    }

    /**
     * Empties the segment that is written to when every destination has all of it. So while the uplink is healthy the same few pages are
     * written again and again, and the operating system has hardly anything to bring to the card.
     */
    void emptySettled(StreamName stream) throws IOException {
        StreamLog log = logs.of(stream);
        if (log.canBeEmptied(WORTH_EMPTYING) && accounts.closed(stream).covers(log.oldest(), log.next() - 1)) {
            accounts.emptied(stream, log.next() - 1);
            log.empty();
        }
    }

    void appended(long bytes) {
        rate.add(bytes);
    }

    void step(long nowNanos) throws IOException {
        now = nowNanos;
        rate.step(nowNanos);
        room.step(nowNanos, logs.bytes());
    }

    /** Bytes that may be used now. */
    long within() {
        return room.within(logs.bytes());
    }

    /** Why something is dropped for want of room on the file system; null when nothing is. */
    @Nullable
    String trouble() {
        if (gaveUp && now - gaveUpAt < TOLD_NANOS) {
            return "the file system of " + options.path()
                    + " is full: the store drops its oldest records for what is new: free some room on it, or give the store"
                    + " a smaller budget";
        }
        return room.trouble();
    }

    /** How long the rest lasts at the present rate; null while there is no rate. */
    @Nullable
    Duration lasts() {
        double perSecond = rate.perSecond();
        if (perSecond <= 0) {
            return null;
        }
        return Duration.ofSeconds((long) ((within() - logs.bytes()) / perSecond));
    }

    /** Gives up the oldest segment, or all records of the only one; false when that makes the store no smaller. */
    private boolean drop(StreamName stream, Loss.Cause cause) throws IOException {
        StreamLog log = logs.of(stream);
        if (!log.hasRecords()) {
            return false;
        }
        long before = logs.bytes();
        boolean inPlace = !log.hasSealed() && log.canBeEmptied(0);
        if (!inPlace && !log.hasSealed()) {
            log.rotate();
        }
        Segment segment = log.first();
        SequenceRanges known = accounts.closed(stream);
        Span span = known.covers(segment.from, segment.next - 1) ? Span.UNKNOWN : Span.of(disk, segment, known);
        accounts.lost(stream, segment.from, segment.next - 1, segment.keepEvery(), cause, span);
        if (inPlace) {
            segment.from = segment.next;
            accounts.delete(stream, segment.next - 1);
            log.empty();
        } else {
            deleteFirst(stream, 1);
        }
        return logs.bytes() < before;
    }

    /** Nobody reads what is given up from here on, even if the card does not let its file go. */
    private void deleteFirst(StreamName stream, int count) throws IOException {
        StreamLog log = logs.of(stream);
        long upTo = 0;
        for (int i = 0; i < count; i++) {
            Segment segment = log.get(i);
            segment.from = segment.next;
            upTo = segment.next - 1;
        }
        accounts.delete(stream, upTo);
        for (int i = 0; i < count; i++) {
            log.deleteFirst();
        }
        Logger.debug("store: segments of {} were deleted, the oldest is now {}", stream.text(), log.oldest());
    }
}
