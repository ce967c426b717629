package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The product's own store, opened as the agent opens it. */
final class SegmentedContender implements Contender {
    private static final String CENTRE = "centre";
    private static final int MEASUREMENTS = 100;

    private final SegmentedStore store;

    SegmentedContender(Path directory, Duration commitInterval) throws IOException, StoreException {
        Files.createDirectories(directory);
        long budget = Files.getFileStore(directory).getUsableSpace() / 2;
        StoreOptions options = StoreOptions.of(directory, budget, commitInterval, List.of(CENTRE));
        store = SegmentedStore.open(options, InstantSource.system());
    }

    @Override
    public void append(byte[] payload) throws StoreException {
        store.append(StreamName.DATA, payload, MEASUREMENTS, ClockState.SYNCHRONISED);
    }

    @Override
    public void read(long after, Batch batch) throws StoreException {
        batch.clear();
        for (StoredRecord record : store.read(StreamName.DATA, after + 1, Batch.RECORDS, Batch.BYTES)) {
            batch.add(record.sequence(), record.payload());
        }
    }

    @Override
    public void settle(long first, long last) {
        store.settle(CENTRE, StreamName.DATA, first, last);
    }

    @Override
    public Extent extent() {
        long oldest = store.firstUnsettled(CENTRE, StreamName.DATA);
        return new Extent(oldest, store.state(StreamName.DATA).newest());
    }

    @Override
    public void step(long nowNanos) {
        store.step(nowNanos);
    }

    @Override
    public void close() {
        store.close();
    }
}
