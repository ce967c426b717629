package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import io.fieldpost.config.gateway.StartsAt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A store over a {@link MemoryDisk} with the hands that tests need. */
final class StoreOnMemory {
    static final Path PATH = Path.of("/store");
    static final int SEGMENT = 64 * 1024;
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    final MemoryDisk disk = new MemoryDisk();
    long budget = 16 * SEGMENT;
    Duration commitInterval = Duration.ofSeconds(1);
    Duration alarmCommitInterval;
    List<String> destinations = List.of("city");
    long freeFloor;
    int thinOut;
    StartsAt startsAt = StartsAt.OLDEST;
    Instant now = NOW;
    SegmentedStore store;
    long nowNanos;

    StoreOnMemory open() throws StoreException {
        store = SegmentedStore.open(options(), () -> now, disk);
        return this;
    }

    private StoreOptions options() {
        return new StoreOptions(
                PATH,
                budget,
                commitInterval,
                alarmCommitInterval == null ? commitInterval : alarmCommitInterval,
                freeFloor,
                thinOut,
                destinations.stream()
                        .map(name -> new StoreOptions.Settler(name, startsAt))
                        .toList(),
                SEGMENT);
    }

    StoreOnMemory killAndOpen() throws StoreException {
        disk.kill();
        return open();
    }

    StoreOnMemory cutPowerAndOpen(long seed) throws StoreException {
        disk.cutPower(new Random(seed));
        return open();
    }

    long append(StreamName stream, int size) throws StoreException {
        return store.append(stream, payload(store.state(stream).newest() + 1, size), 1, ClockState.SYNCHRONISED);
    }

    void append(StreamName stream, int size, int times) throws StoreException {
        for (int i = 0; i < times; i++) {
            append(stream, size);
        }
    }

    void step(Duration after) {
        nowNanos += after.toNanos();
        store.step(nowNanos);
    }

    /** Everything kept, read in small bites, each payload checked. */
    List<Long> sequences(StreamName stream) throws StoreException {
        List<Long> sequences = new ArrayList<>();
        long from = 1;
        while (true) {
            List<StoredRecord> records = store.read(stream, from, 7, 50_000);
            if (records.isEmpty()) {
                return sequences;
            }
            for (StoredRecord record : records) {
                if (!Arrays.equals(record.payload(), payload(record.sequence(), record.payload().length))) {
                    throw new AssertionError("payload of " + record.sequence());
                }
                sequences.add(record.sequence());
                from = record.sequence() + 1;
            }
        }
    }

    Path segment(StreamName stream, long first) {
        return PATH.resolve(stream.text()).resolve(Segment.name(first));
    }

    static byte[] payload(long sequence, int size) {
        byte[] bytes = new byte[size];
        new Random(sequence * 31 + size).nextBytes(bytes);
        return bytes;
    }
}
