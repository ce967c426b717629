package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/** No destination, then a destination again: append a backlog, start again, drain it record by record, and another by batches. */
final class OfflinePart {
    static final int PAYLOAD = 4096;

    private final Path directory;
    private final String name;
    private final Figures figures;
    private final Payloads payloads = new Payloads(PAYLOAD);
    private final Batch batch = new Batch();
    private long appended;
    private long drained;

    OfflinePart(String name, Path directory) {
        this.name = name;
        this.directory = directory;
        figures = new Figures(name);
    }

    /** Measures with a backlog of so many records, after others in a store beside it warmed the process up. */
    void run(int records, int warmUp) throws Exception {
        HeapWatch heap = HeapWatch.start();
        if (warmUp > 0) {
            new OfflinePart(name, directory.resolve("warm-up")).warmUp(warmUp);
        }
        Path store = directory.resolve("store");
        try (Contender contender = Contenders.open(name, store);
                HouseKeeper keeper = new HouseKeeper(contender)) {
            measureAppend(contender, keeper, records, store);
        }
        long opening = System.nanoTime();
        try (Contender contender = Contenders.open(name, store)) {
            contender.extent();
            figures.print("reopen", "ms", (System.nanoTime() - opening) / 1e6);
            try (HouseKeeper keeper = new HouseKeeper(contender)) {
                measureDrain("drain", contender, keeper, records, 1, store);
                append(contender, records);
                Written.sync(store);
                measureDrain("drain-32", contender, keeper, records, Batch.RECORDS, store);
            }
        }
        System.gc();
        figures.print("heap", "peak", heap.peak());
    }

    private void warmUp(int records) throws Exception {
        try (Contender contender = Contenders.open(name, directory);
                HouseKeeper keeper = new HouseKeeper(contender)) {
            append(contender, records);
            drain(contender, records, 1);
        }
    }

    private void measureAppend(Contender contender, HouseKeeper keeper, int records, Path store) throws Exception {
        long writtenBefore = Written.byProcess();
        Usage before = Usage.now(keeper);
        long bytes = append(contender, records);
        Usage used = Usage.now(keeper).since(before);
        Written.sync(store);
        double seconds = (System.nanoTime() - before.nanos()) / 1e9;
        figures.print("append", used, records, bytes);
        figures.print("append", "forced/s", records / seconds);
        figures.print("append", "written/byte", (double) (Written.byProcess() - writtenBefore) / bytes);
    }

    private void measureDrain(
            String phase, Contender contender, HouseKeeper keeper, int records, int atOnce, Path store)
            throws Exception {
        long writtenBefore = Written.byProcess();
        Usage before = Usage.now(keeper);
        long bytes = drain(contender, records, atOnce);
        contender.step(System.nanoTime());
        Usage used = Usage.now(keeper).since(before);
        Written.sync(store);
        figures.print(phase, used, records, bytes);
        figures.print(phase, "written/byte", (double) (Written.byProcess() - writtenBefore) / bytes);
    }

    private long append(Contender contender, int records) throws Exception {
        long bytes = 0;
        for (int i = 0; i < records; i++) {
            byte[] payload = payloads.of(++appended);
            contender.append(payload);
            bytes += payload.length;
        }
        return bytes;
    }

    private long drain(Contender contender, int records, int atOnce) throws Exception {
        long bytes = 0;
        for (long end = drained + records; drained < end; ) {
            contender.read(drained, batch);
            if (batch.size() == 0) {
                throw new IOException("nothing behind record " + drained + " of " + end);
            }
            for (int i = 0; i < batch.size(); i += atOnce) {
                int last = Math.min(i + atOnce, batch.size()) - 1;
                contender.settle(batch.sequence(i), batch.sequence(last));
            }
            drained = batch.sequence(batch.size() - 1);
            bytes += batch.bytes();
        }
        return bytes;
    }
}
