package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that died leaves small records; the next one opens them, and reads through them. */
final class RecoveryPart {
    private static final int PAYLOAD = 200;
    private static final int IN_ONE_TRANSACTION = 1000;

    private final String name;
    private final Path directory;

    RecoveryPart(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    /** Fills a store and dies without closing it. */
    void fill(int records) throws Exception {
        Payloads payloads = new Payloads(PAYLOAD);
        Contender contender = Contenders.open(name, directory);
        SqliteContender sqlite = contender instanceof SqliteContender other ? other : null;
        for (long sequence = 1; sequence <= records; sequence++) {
            if (sqlite != null && sequence % IN_ONE_TRANSACTION == 1) {
                sqlite.inOneTransaction(true);
            }
            contender.append(payloads.of(sequence));
            if (sqlite != null && (sequence % IN_ONE_TRANSACTION == 0 || sequence == records)) {
                sqlite.inOneTransaction(false);
            }
        }
        Written.sync(directory);
        Runtime.getRuntime().halt(0);
    }

    /** Opens what {@link #fill} left, in a process that did nothing else before, reads it all, and dies again. */
    void open(int records, String state) throws Exception {
        long opening = System.nanoTime();
        Contender contender = Contenders.open(name, directory);
        Contender.Extent extent = contender.extent();
        long opened = System.nanoTime();
        if (extent.newest() - extent.oldest() + 1 != records) {
            throw new IOException("found " + extent + " where " + records + " records were stored");
        }
        long read = readThrough(contender);
        Figures figures = new Figures(name);
        String phase = "recovery-" + records;
        figures.print(phase, state + "-ms", (opened - opening) / 1e6);
        figures.print(phase, state + "-read/s", read * 1e9 / (System.nanoTime() - opened));
        System.out.flush();
        Runtime.getRuntime().halt(read == records ? 0 : 1);
    }

    private static long readThrough(Contender contender) throws Exception {
        Batch batch = new Batch();
        long last = 0;
        long read = 0;
        contender.read(last, batch);
        while (batch.size() > 0) {
            read += batch.size();
            last = batch.sequence(batch.size() - 1);
            contender.read(last, batch);
        }
        return read;
    }
}
