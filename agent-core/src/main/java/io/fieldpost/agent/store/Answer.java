package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a reader gets, up to its bounds. */
final class Answer {
    private final StreamName stream;
    private final String epoch;
    private final int maxRecords;
    private final int maxBytes;
    private final List<StoredRecord> records = new ArrayList<>();
    private long bytes;

    Answer(StreamName stream, String epoch, int maxRecords, int maxBytes) {
        this.stream = stream;
        this.epoch = epoch;
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    boolean isFull() {
        return records.size() >= maxRecords || bytes >= maxBytes;
    }

    void add(RecordFrame frame, byte[] payload) {
        Instant stored = Span.instant(frame.storedNanos());
        records.add(new StoredRecord(stream, epoch, frame.sequence(), stored, frame.clock(), frame.count(), payload));
        bytes += payload.length;
    }

    List<StoredRecord> records() {
        return records;
    }
}
