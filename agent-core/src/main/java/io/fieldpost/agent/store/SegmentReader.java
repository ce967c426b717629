package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Reads records across segments. Files are read outside the store's lock, so that neither an append nor another reader waits for the
 * card; a segment that is deleted meanwhile is passed over. Holes are entered in the accounts when they are met, and the
 * damaged bytes set aside. Any thread.
 */
final class SegmentReader {
    /** A reader tries again each second. */
    private static final int MOST_FAILED_READS = 10;

    private final Disk disk;
    private final Path store;
    private final String epoch;
    private final StreamLogs logs;
    private final Accounts accounts;
    private final Quarantine quarantine;
    /** The window of the last reader, for the next one: a publisher reads dozens of times a second. */
    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

    SegmentReader(Disk disk, Path store, String epoch, StreamLogs logs, Accounts accounts, Quarantine quarantine) {
        this.disk = disk;
        this.store = store;
        this.epoch = epoch;
        this.logs = logs;
        this.accounts = accounts;
        this.quarantine = quarantine;
    }

    List<StoredRecord> read(StreamName stream, long fromSequence, int maxRecords, int maxBytes) throws IOException {
        Answer answer = new Answer(stream, epoch, maxRecords, maxBytes);
        long wanted = fromSequence;
        while (!answer.isFull()) {
            StreamLog.View view = view(stream, wanted);
            if (view == null) {
                break;
            }
            wanted = readSegment(stream, view, wanted, answer);
        }
        return answer.records();
    }

    private StreamLog.@Nullable View view(StreamName stream, long wanted) {
        synchronized (logs) {
            return logs.of(stream).view(wanted);
        }
    }

    /** Adds the records of one segment to the answer, and says which sequence comes next. */
    private long readSegment(StreamName stream, StreamLog.View view, long wanted, Answer answer) throws IOException {
        long reached = Math.max(wanted, view.sequence());
        byte[] window = window();
        boolean takesDamage = view.segment().failedReads >= MOST_FAILED_READS && cardWorks();
        try (DiskFile file = disk.openToRead(view.segment().path)) {
            if (!isKept(stream, view)) {
                // It was deleted or thinned out since the view was taken.
                return wanted;
            }
            SegmentScanner scanner =
                    new SegmentScanner(file, view.position(), view.end(), view.sequence(), view.next() - 1, window);
            scanner.takeUnreadableForDamage(takesDamage);
            scanner.skipTo(wanted);
            while (!answer.isFull()) {
                RecordFrame frame = nextReportingHoles(stream, view, scanner, file);
                if (frame == null) {
                    readTo(stream, view, view.next(), view.end());
                    return view.next();
                }
                reached = scanner.expected();
                if (frame.sequence() >= wanted) {
                    answer.add(frame, scanner.payload());
                }
            }
            readTo(stream, view, scanner.expected(), scanner.position());
            return scanner.expected();
        } catch (NoSuchFileException e) {
            return fileIsGone(stream, view, wanted, e);
        } catch (IOException e) {
            return refused(stream, view, reached, takesDamage, e);
        } finally {
            spare.set(window);
        }
    }

    private byte[] window() {
        byte[] free = spare.getAndSet(null);
        return free == null ? new byte[SegmentScanner.WINDOW] : free;
    }

    private void readTo(StreamName stream, StreamLog.View view, long sequence, long position) {
        synchronized (logs) {
            view.segment().failedReads = 0;
            logs.of(stream).remember(view, sequence, position);
        }
    }

    private @Nullable RecordFrame nextReportingHoles(
            StreamName stream, StreamLog.View view, SegmentScanner scanner, DiskFile file) throws IOException {
        long expected = scanner.expected();
        long from = scanner.position();
        RecordFrame frame = scanner.next();
        long found = frame == null ? view.next() : frame.sequence();
        // What is missing at the end of a segment of an earlier run of the system was never on the card.
        boolean neverForced = frame == null && view.segment().isOfOtherBoot(disk.bootId());
        Loss.Cause cause = neverForced ? Loss.Cause.POWER_CUT : Loss.Cause.DAMAGE;
        if (found > expected && damaged(stream, view, expected, found - 1, cause)) {
            long to = frame == null ? view.end() : scanner.position() - frame.bytes();
            quarantine.keep(stream.text() + "-" + expected, file, from, to);
        }
        return frame;
    }

    /** A file that is gone while the card works is a loss; a card that is gone may come back. */
    private long fileIsGone(StreamName stream, StreamLog.View view, long wanted, IOException why) throws IOException {
        if (!isKept(stream, view)) {
            synchronized (logs) {
                return Math.max(wanted, logs.of(stream).oldest());
            }
        }
        if (!disk.exists(store.resolve(StoreDirectory.MARKER)) || !cardWorks()) {
            throw why;
        }
        damaged(stream, view, view.segment().from, view.next() - 1, Loss.Cause.DAMAGE);
        return view.next();
    }

    /**
     * The card does not let itself be read. When that is so again and again, and the card can be written to, what can't be read is
     * damaged; else it may be better later.
     */
    private long refused(StreamName stream, StreamLog.View view, long reached, boolean tookDamage, IOException why)
            throws IOException {
        int failed;
        synchronized (logs) {
            failed = ++view.segment().failedReads;
        }
        if (failed < MOST_FAILED_READS || !cardWorks()) {
            throw why;
        }
        if (tookDamage) {
            Logger.warn("store: {} can't be read, given up after {} attempts", view.segment().path, failed);
            damaged(stream, view, reached, view.next() - 1, Loss.Cause.DAMAGE);
            return view.next();
        }
        return reached;
    }

    /** What was read before may come from memory; only a write that is forced shows that the card is there. */
    private boolean cardWorks() {
        synchronized (logs) {
            try {
                accounts.probe();
                return true;
            } catch (IOException e) {
                Logger.debug(e, "the card does not work, so nothing is given up");
                return false;
            }
        }
    }

    private boolean isKept(StreamName stream, StreamLog.View view) {
        synchronized (logs) {
            return logs.of(stream).keeps(view.segment());
        }
    }

    private boolean damaged(StreamName stream, StreamLog.View view, long first, long last, Loss.Cause cause) {
        synchronized (logs) {
            return logs.of(stream).keeps(view.segment())
                    && accounts.damaged(stream, first, last, view.segment().keepEvery(), cause);
        }
    }
}
