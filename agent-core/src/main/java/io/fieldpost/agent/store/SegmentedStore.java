package io.fieldpost.agent.store;

import io.fieldpost.agent.SequenceRanges;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.StoreException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The segmented log. What it guarantees, and why:
 *
 * <p><b>Process killed</b>: a record whose {@link #append} returned is in the page cache, which outlives the process; at most a record in
 * the middle of its write is cut short, and that one was never accepted. Numbers continue without a hole.
 *
 * <p><b>Power cut</b>: what was unsettled for longer than the commit interval has been forced; settled records need not be. Numbers may
 * have been published that the card never saw, and giving them again would look like duplicates, a silent loss; so each segment's
 * header reserves its numbers and is forced before the first is given, and after a restart under another boot id the log continues above
 * the reservation and reports what is missing below (cause {@code POWER_CUT}, an upper bound). Nothing is deleted before its loss or its
 * settlement is forced in the ledger, and a loss stays pending there until the alarm that tells of it is forced as well.
 *
 * <p><b>Full disk</b>, or less free than the floor: counts as a full budget, so the oldest goes first, bulk before data before alarms. If
 * there is still no room, the partial write is cut off, no number is used and the caller is told; alarms have a reserve. <b>I/O error on
 * append</b>: the same without dropping anything. <b>I/O error on force</b>: logged and tried again. Linux reports such an error once
 * and may then count the lost pages as clean, so a second force that succeeds proves nothing; what is still in the page cache is read and
 * delivered from there, and what is not is found like any damage when it is read. Nothing is written again: a card that fails to take a
 * page is about to fail altogether. <b>I/O error on read</b>: tried again; a block that stays unreadable is damage, and so is a file that
 * was refused ten times while others can be read.
 *
 * <p><b>Bit rot</b>: found when a record is read, by CRC-32C and by the sequence that should follow; reading goes on at the next whole
 * record, the loss is entered in the ledger and the bytes are set aside. A start reads segment headers, the last segment of each stream,
 * and no more; it is stopped only by a directory that is not ours, that a later version wrote, or that can't be written to.
 * <b>Clock steps</b>: order, age and deletion never look at a wall clock.
 *
 * <p>Settlements are not forced: a forgotten one makes a repeat, never a loss. While the uplink is healthy the segment that is written to is
 * emptied in place as soon as all of it is settled, so the same few pages are used again and hardly anything is forced or reaches the card.
 *
 * <p>Best effort: a file system that was aborted, repaired and mounted again without a restart of the operating system looks like a
 * killed process, although it lost its page cache.
 */
public final class SegmentedStore implements RecordStore {
    private final StoreOptions options;
    private final InstantSource clock;
    private final MeteredDisk disk;
    private final Closeable lock;
    private final StreamLogs logs;
    private final Accounts accounts;
    private final Budget budget;
    private final CardWriter card;
    private final SegmentReader reader;
    private final Quarantine quarantine;
    private final Reserve reserve;
    private final TwoSlotFile closedMark;
    private final FailureLog failures = new FailureLog();
    private final Rate forces = new Rate();
    private boolean closed;
    private long records;
    private long payloadBytes;

    private SegmentedStore(StoreOptions options, InstantSource clock, MeteredDisk disk, Closeable lock, String epoch) {
        this.options = options;
        this.clock = clock;
        this.disk = disk;
        this.lock = lock;
        logs = new StreamLogs(disk, options, epoch);
        accounts = new Accounts(disk, options, epoch);
        budget = new Budget(options, disk, logs, accounts);
        card = new CardWriter(options, disk, logs, accounts);
        quarantine = new Quarantine(disk, options.path());
        reader = new SegmentReader(disk, options.path(), epoch, logs, accounts, quarantine);
        reserve = new Reserve(disk, options.path());
        closedMark = new TwoSlotFile(disk, options.path(), StoreDirectory.CLOSED, StoreDirectory.CLOSED_SLOT);
    }

    /**
     * Opens the store, and creates it where there is none. Takes time by the number of segments, not of records.
     *
     * @param clock for the time that is stored with each record
     * @throws StoreException when the directory is not ours, is in use, or can't be read or written; then nothing was changed that mattered
     */
    public static SegmentedStore open(StoreOptions options, InstantSource clock) throws StoreException {
        return open(options, clock, new RealDisk());
    }

    static SegmentedStore open(StoreOptions options, InstantSource clock, Disk unmetered) throws StoreException {
        MeteredDisk disk = new MeteredDisk(unmetered);
        StoreDirectory directory = new StoreDirectory(disk, options.path());
        Closeable lock = null;
        try {
            directory.examine();
            directory.create();
            lock = disk.lock(options.path().resolve(StoreDirectory.LOCK));
            String found = directory.examine();
            String epoch = found == null ? Epoch.random() : found;
            if (!directory.isMarkedWith(epoch)) {
                directory.mark(epoch);
            }
            SegmentedStore store = new SegmentedStore(options, clock, disk, lock, epoch);
            store.recoverOrClose();
            lock = null;
            return store;
        } catch (IOException e) {
            throw Failures.of(options.path(), "opening the store", e);
        } finally {
            release(lock);
        }
    }

    @Override
    public long append(StreamName stream, byte[] payload, int count, ClockState clockState) throws StoreException {
        if (payload.length > RecordFrame.MAX_PAYLOAD) {
            throw new StoreException(
                    Reason.TOO_LARGE,
                    "a record of " + payload.length + " bytes is more than the store takes (" + RecordFrame.MAX_PAYLOAD
                            + "): hand over smaller batches");
        }
        Instant now = clock.instant();
        long nanos = Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        long size = RecordFrame.SIZE + (long) payload.length;
        synchronized (logs) {
            if (closed) {
                throw new StoreException(
                        Reason.IO, "the store at " + options.path() + " is closed: nothing more is taken");
            }
            try {
                budget.makeRoom(stream, size);
                long sequence = appendMakingRoom(stream, payload, count, nanos, clockState);
                budget.appended(size);
                records++;
                payloadBytes += payload.length;
                return sequence;
            } catch (IOException e) {
                throw Failures.of(options.path(), "storing a record of " + payload.length + " bytes", e);
            }
        }
    }

    /** A full file system counts as a full budget: the oldest goes first, and for an alarm then the reserve. */
    private long appendMakingRoom(StreamName stream, byte[] payload, int count, long nanos, ClockState clockState)
            throws IOException {
        boolean force = options.commitInterval(stream).isZero();
        StreamLog log = logs.of(stream);
        try {
            return log.append(payload, count, nanos, clockState, force);
        } catch (IOException e) {
            if (!Failures.isFull(e)) {
                throw e;
            }
        }
        if (budget.makeRoomOnDisk(stream)) {
            try {
                return log.append(payload, count, nanos, clockState, force);
            } catch (IOException e) {
                budget.madeRoomInVain();
                if (!Failures.isFull(e)) {
                    throw e;
                }
            }
        }
        if (stream == StreamName.ALARM) {
            reserve.giveUp();
        }
        return log.append(payload, count, nanos, clockState, force);
    }

    @Override
    public List<StoredRecord> read(StreamName stream, long fromSequence, int maxRecords, int maxBytes)
            throws StoreException {
        try {
            return reader.read(stream, fromSequence, maxRecords, maxBytes);
        } catch (IOException e) {
            throw Failures.of(options.path(), "reading from record " + fromSequence + " of " + stream.text(), e);
        }
    }

    @Override
    public void settle(String destination, StreamName stream, long first, long last) {
        synchronized (logs) {
            long given = logs.of(stream).next() - 1;
            accounts.settle(destination, stream, first, Math.min(last, given));
        }
    }

    @Override
    public long nextUnsettled(String destination, StreamName stream, long from) {
        synchronized (logs) {
            StreamLog log = logs.of(stream);
            return Math.min(log.next(), accounts.nextUnsettled(destination, stream, Math.max(from, log.oldest())));
        }
    }

    @Override
    public long unsettled(String destination, StreamName stream) {
        synchronized (logs) {
            StreamLog log = logs.of(stream);
            long from = accounts.nextUnsettled(destination, stream, log.oldest());
            long unsettled = accounts.unsettled(destination, stream, log.oldest(), log.next() - 1);
            return Math.max(0, unsettled - log.thinnedOut(from));
        }
    }

    @Override
    public StreamState state(StreamName stream) {
        synchronized (logs) {
            return logs.of(stream).state();
        }
    }

    @Override
    public List<Loss> pendingLosses() {
        synchronized (logs) {
            return accounts.pendingLosses();
        }
    }

    @Override
    public void acknowledgeLosses(int count) {
        synchronized (logs) {
            accounts.told(count);
        }
        settleTold();
    }

    /** A power cut may take an alarm and leave the note that it was given, so the alarm is forced before the note is made. */
    private void settleTold() {
        if (failures.attempt("forcing to the card", () -> card.force(StreamName.ALARM))) {
            synchronized (logs) {
                failures.attempt("saving losses", accounts::acknowledgeLosses);
            }
        }
    }

    @Override
    public void step(long nowNanos) {
        failures.step(nowNanos);
        List<StreamName> due;
        boolean told;
        synchronized (logs) {
            if (closed) {
                return;
            }
            told = accounts.hasTold();
            logs.step(nowNanos);
            accounts.step(nowNanos);
            forces.set(disk.forces());
            forces.step(nowNanos);
            failures.attempt("looking for room", () -> budget.step(nowNanos));
            boolean saved = failures.attempt("saving progress", accounts::saveSettlements);
            for (StreamName stream : StreamName.values()) {
                failures.attempt("deleting what was delivered", () -> budget.deleteSettled(stream));
                if (saved) {
                    failures.attempt("emptying what was delivered", () -> budget.emptySettled(stream));
                }
            }
            due = card.due(nowNanos);
            failures.attempt("keeping a reserve", () -> reserve.keep(nowNanos));
        }
        for (StreamName stream : due) {
            if (!failures.attempt("forcing to the card", () -> card.force(stream))) {
                card.failed(stream);
            }
        }
        if (told) {
            settleTold();
        }
    }

    @Override
    public StoreFigures figures() {
        synchronized (logs) {
            String trouble = budget.trouble();
            return new StoreFigures(
                    logs.bytes(),
                    budget.within(),
                    budget.lasts(),
                    records,
                    payloadBytes,
                    disk.written(),
                    disk.cardBytes(),
                    disk.forces(),
                    forces.perSecond() * 60,
                    accounts.lostByCause(),
                    quarantine.kept(),
                    trouble == null ? failures.trouble() : trouble);
        }
    }

    /** Forces everything, so that the next start knows that nothing is missing. */
    @Override
    public void close() {
        synchronized (logs) {
            if (closed) {
                return;
            }
            closed = true;
        }
        boolean whole = true;
        for (StreamName stream : StreamName.values()) {
            whole &= failures.attempt("forcing to the card", () -> card.force(stream));
        }
        synchronized (logs) {
            whole &= failures.attempt("saving progress", accounts::closed);
            if (whole) {
                failures.attempt("noting the close", () -> closedMark.write(logs.closed(), true));
            }
            logs.close();
            release(lock);
        }
    }

    private void recoverOrClose() throws IOException {
        try {
            synchronized (logs) {
                recover();
            }
        } catch (IOException | RuntimeException e) {
            logs.close();
            throw e;
        }
    }

    private void recover() throws IOException {
        accounts.load(disk, options);
        ByteBuffer mark = closedMark.read();
        for (StreamName stream : StreamName.values()) {
            Closed closed = mark == null ? Closed.NOT : Closed.read(mark);
            long given = Math.max(accounts.highestGiven(stream), closed.newest());
            Recovery recovery = logs.of(stream).open(closed, given, accounts.deletedUpTo(stream), quarantine);
            reportMissing(stream, logs.of(stream), recovery);
        }
        // In both slots: when one is damaged later, the other must not tell of a close long ago.
        closedMark.write(logs.closedUnlessAppended(), true);
        closedMark.write(logs.closedUnlessAppended(), true);
        accounts.opened(logs);
        reserve.examine();
        budget.opened();
    }

    /** What is missing before the first segment, and what may be missing behind the last. */
    private void reportMissing(StreamName stream, StreamLog log, @Nullable Recovery recovery) {
        long deleted = accounts.deletedUpTo(stream);
        long present = log.oldest();
        accounts.lost(stream, deleted + 1, present - 1, 0, Loss.Cause.DAMAGE, Span.UNKNOWN);
        if (recovery != null) {
            int every = recovery.segment().keepEvery();
            SequenceRanges lost = recovery.lost();
            for (int i = 0; i < lost.count(); i++) {
                accounts.lost(stream, lost.first(i), lost.last(i), every, recovery.cause(), Span.UNKNOWN);
            }
        }
    }

    private static void release(@Nullable Closeable lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            Logger.debug(e, "the lock of the store could not be released");
        }
    }
}
