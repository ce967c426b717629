package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/** A large backlog in a small heap, which the one who starts this process sets: append, open, drain. */
final class HeapPart {
    private final String name;
    private final Path directory;
    private final Payloads payloads = new Payloads(OfflinePart.PAYLOAD);
    private final Batch batch = new Batch();

    HeapPart(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    void run(int megabytes) throws Exception {
        HeapWatch heap = HeapWatch.start();
        Figures figures = new Figures(name);
        long appended = append((long) megabytes << 20);
        long drained = drain();
        if (drained != appended) {
            throw new IOException(drained + " of " + appended + " records came back");
        }
        System.gc();
        figures.print("small-heap", "limit", Runtime.getRuntime().maxMemory());
        figures.print("small-heap", "MiB", megabytes);
        figures.print("small-heap", "records", drained);
        figures.print("small-heap", "peak", heap.peak());
    }

    private long append(long bytes) throws Exception {
        long appended = 0;
        try (Contender contender = Contenders.open(name, directory);
                HouseKeeper keeper = new HouseKeeper(contender)) {
            for (long left = bytes; left > 0; ) {
                byte[] payload = payloads.of(++appended);
                contender.append(payload);
                left -= payload.length;
            }
        }
        return appended;
    }

    private long drain() throws Exception {
        long drained = 0;
        try (Contender contender = Contenders.open(name, directory);
                HouseKeeper keeper = new HouseKeeper(contender)) {
            contender.read(drained, batch);
            while (batch.size() > 0) {
                for (int i = 0; i < batch.size(); i++) {
                    contender.settle(batch.sequence(i), batch.sequence(i));
                }
                drained = batch.sequence(batch.size() - 1);
                contender.read(drained, batch);
            }
        }
        return drained;
    }
}
