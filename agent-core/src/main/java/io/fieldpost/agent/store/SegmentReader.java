package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
        try (DiskFile file = disk.openToRead(view.segment().path)) {
            SegmentScanner scanner =
                    new SegmentScanner(file, view.position(), view.end(), view.sequence(), view.next() - 1);
            scanner.skipTo(wanted);
            while (!answer.isFull()) {
                RecordFrame frame = nextReportingHoles(stream, view, scanner, file);
                if (frame == null) {
                    return view.next();
                }
                if (frame.sequence() >= wanted) {
                    answer.add(frame, scanner.payload());
                }
            }
            synchronized (logs) {
                view.segment().failedReads = 0;
                logs.of(stream).remember(view, scanner.expected(), scanner.position());
            }
            return scanner.expected();
        } catch (NoSuchFileException e) {
            return fileIsGone(stream, view, wanted);
        } catch (IOException e) {
            return refused(stream, view, e);
        }
    }

    private @Nullable RecordFrame nextReportingHoles(
            StreamName stream, StreamLog.View view, SegmentScanner scanner, DiskFile file) throws IOException {
        long expected = scanner.expected();
        long from = scanner.position();
        RecordFrame frame = scanner.next();
        long found = frame == null ? view.next() : frame.sequence();
        if (found > expected && damaged(stream, view, expected, found - 1)) {
            long to = frame == null ? view.end() : scanner.position() - frame.bytes();
            quarantine.keep(stream.text() + "-" + expected, file, from, to);
        }
        return frame;
    }

    private long fileIsGone(StreamName stream, StreamLog.View view, long wanted) throws IOException {
        synchronized (logs) {
            if (logs.of(stream).keeps(view.segment())) {
                damaged(stream, view, view.segment().from, view.next() - 1);
                return view.next();
            }
            return Math.max(wanted, logs.of(stream).oldest());
        }
    }

    /**
     * The card does not let itself be read. One file of which that is so again and again, while others can be read, is damaged; else it
     * may be better later.
     */
    private long refused(StreamName stream, StreamLog.View view, IOException why) throws IOException {
        synchronized (logs) {
            if (++view.segment().failedReads < MOST_FAILED_READS || !othersCanBeRead()) {
                throw why;
            }
            Logger.warn("store: {} can't be read, given up after {} attempts", view.segment().path, MOST_FAILED_READS);
            damaged(stream, view, view.segment().from, view.next() - 1);
            return view.next();
        }
    }

    private boolean othersCanBeRead() {
        try (DiskFile marker = disk.openToRead(store.resolve(StoreDirectory.MARKER))) {
            return marker.readFully(new byte[1], 0, 1, 0) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean damaged(StreamName stream, StreamLog.View view, long first, long last) throws IOException {
        synchronized (logs) {
            return accounts.damaged(stream, first, last, view.segment().keepEvery());
        }
    }
}
