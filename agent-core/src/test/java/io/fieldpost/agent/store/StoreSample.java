package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sound stores of known records, to be harmed: each try gets a copy of the files. */
final class StoreSample {
    static final List<StoreSample> ALL;

    static {
        try {
            ALL = List.of(delivered(), closed(), thinned(), emptied(), fresh());
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    final Map<Path, byte[]> files = new TreeMap<>();
    /** Every record that was accepted, kept or not. */
    final Map<StreamName, Map<Long, byte[]>> accepted = new EnumMap<>(StreamName.class);
    /** Those that are kept. */
    final Map<StreamName, List<Long>> kept = new EnumMap<>(StreamName.class);

    private final StoreOnMemory on = new StoreOnMemory();
    private final Random chance = new Random(7);

    private StoreSample() throws StoreException {
        on.destinations = List.of("city", "Zürich/east");
        for (StreamName stream : StreamName.values()) {
            accepted.put(stream, new HashMap<>());
        }
    }

    /** A store over a copy of the files. */
    StoreOnMemory copy() {
        StoreOnMemory copy = new StoreOnMemory();
        copy.destinations = on.destinations;
        copy.thinOut = 3;
        copy.budget = 8 * StoreOnMemory.SEGMENT;
        files.forEach(copy.disk::setBytes);
        return copy;
    }

    /** The file that holds a kept record. */
    Path fileOf(StreamName stream, long sequence) {
        Path directory = StoreOnMemory.PATH.resolve(stream.text());
        return files.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .filter(path -> Segment.firstOf(path.getFileName().toString()) <= sequence)
                .reduce((lower, higher) -> higher)
                .orElseThrow();
    }

    /** Killed while two destinations had parts of three streams. */
    private static StoreSample delivered() throws StoreException {
        StoreSample sample = new StoreSample().open();
        sample.append(StreamName.ALARM, 100, 40);
        sample.append(StreamName.DATA, 5000, 45);
        sample.append(StreamName.BULK, 20_000, 8);
        sample.settle(StreamName.DATA, 3, 9);
        sample.settle(StreamName.DATA, 12, 30);
        sample.on.store.settle("city", StreamName.BULK, 1, 8);
        sample.on.store.settle("city", StreamName.ALARM, 2, 2);
        return sample.end(false);
    }

    private static StoreSample closed() throws StoreException {
        StoreSample sample = new StoreSample().open();
        sample.append(StreamName.ALARM, 3000, 30);
        sample.append(StreamName.DATA, 700, 120);
        sample.settle(StreamName.ALARM, 1, 5);
        return sample.end(true);
    }

    /** More than the budget holds: thinned out, dropped, and with losses that nobody was told of. */
    private static StoreSample thinned() throws StoreException {
        StoreSample sample = new StoreSample();
        sample.on.thinOut = 3;
        sample.on.budget = 8 * StoreOnMemory.SEGMENT;
        sample.open();
        sample.append(StreamName.ALARM, 50, 10);
        sample.append(StreamName.BULK, 4000, 80);
        sample.append(StreamName.DATA, 4000, 180);
        return sample.end(true);
    }

    /** Everybody has everything, and the segments were emptied in place. */
    private static StoreSample emptied() throws StoreException {
        StoreSample sample = new StoreSample().open();
        sample.append(StreamName.DATA, 3000, 60);
        sample.append(StreamName.ALARM, 2000, 20);
        sample.settle(StreamName.DATA, 1, 60);
        sample.settle(StreamName.ALARM, 1, 20);
        sample.on.step(Duration.ofSeconds(2));
        sample.append(StreamName.DATA, 300, 5);
        return sample.end(false);
    }

    private static StoreSample fresh() throws StoreException {
        return new StoreSample().open().end(true);
    }

    private StoreSample open() throws StoreException {
        on.open();
        return this;
    }

    private void append(StreamName stream, int size, int times) throws StoreException {
        for (int i = 0; i < times; i++) {
            byte[] payload = new byte[size];
            chance.nextBytes(payload);
            long sequence = on.store.append(stream, payload, 1, ClockState.SYNCHRONISED);
            accepted.get(stream).put(sequence, payload);
        }
    }

    private void settle(StreamName stream, long first, long last) {
        on.destinations.forEach(name -> on.store.settle(name, stream, first, last));
    }

    private StoreSample end(boolean inGoodOrder) throws StoreException {
        on.step(Duration.ofSeconds(2));
        for (StreamName stream : StreamName.values()) {
            kept.put(
                    stream,
                    on.store.read(stream, 1, 10_000, 100_000_000).stream()
                            .map(StoredRecord::sequence)
                            .toList());
        }
        if (inGoodOrder) {
            on.store.close();
        } else {
            on.disk.kill();
        }
        on.disk.files().forEach(path -> files.put(path, on.disk.bytes(path)));
        return this;
    }
}
