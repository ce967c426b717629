package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tinylog.Logger;

/**
 * Brings from the page cache to the card what has been unsettled for as long as the commit interval. Forces outside the store's lock, so
 * that a slow card does not hold up an append.
 */
final class CardWriter {
    private final Disk disk;
    private final StreamLogs logs;
    private final Accounts accounts;
    private final Map<StreamName, Commit> commits = new EnumMap<>(StreamName.class);

    CardWriter(StoreOptions options, Disk disk, StreamLogs logs, Accounts accounts) {
        this.disk = disk;
        this.logs = logs;
        this.accounts = accounts;
        for (StreamName stream : StreamName.values()) {
            commits.put(stream, new Commit(options.commitInterval(stream).toNanos()));
        }
    }

    /** The streams that have to be forced now. The caller holds the store's lock. */
    List<StreamName> due(long nowNanos) {
        List<StreamName> due = new ArrayList<>();
        for (StreamName stream : StreamName.values()) {
            StreamLog log = logs.of(stream);
            long oldestUnsettled = accounts.closed(stream).firstMissing(log.oldest());
            if (commit(stream).step(nowNanos, log.next() - 1, oldestUnsettled)) {
                due.add(stream);
            }
        }
        return due;
    }

    /** After a force that failed: the next step tries again. */
    void failed(StreamName stream) {
        synchronized (logs) {
            commit(stream).failed();
        }
    }

    /** Returns when everything appended so far is on the card. The caller does not hold the store's lock. */
    void force(StreamName stream) throws IOException {
        List<Segment> segments;
        synchronized (logs) {
            segments = logs.of(stream).dirty();
            segments.forEach(segment -> segment.dirty = false);
        }
        for (Segment segment : segments) {
            try (DiskFile file = disk.openToRead(segment.path)) {
                file.force();
            } catch (NoSuchFileException e) {
                Logger.debug("{} was deleted before it was forced", segment.path);
            } catch (IOException e) {
                synchronized (logs) {
                    segments.forEach(unsure -> unsure.dirty = true);
                }
                throw e;
            }
        }
    }

    private Commit commit(StreamName stream) {
        return Objects.requireNonNull(commits.get(stream));
    }
}
