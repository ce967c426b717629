package io.fieldpost.agent.inspect;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.config.gateway.StartsAt;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real store in a directory, with small segments, and what a bad card or a clumsy hand does to it. */
final class StoreOnCard implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final Point TICKS = new Point("clock", "ticks", "", ValueType.INT, "1");
    static final int FRAME = 32;
    static final int HEADER = 96;

    private static final int SEGMENT = 64 * 1024;
    private static final long BUDGET = 1L << 20;

    final Path path;
    final SegmentedStore store;
    private Instant now = START;

    /** @param destinations that settle */
    StoreOnCard(Path path, String... destinations) throws StoreException {
        this.path = path;
        List<StoreOptions.Settler> settlers = Stream.of(destinations)
                .map(name -> new StoreOptions.Settler(name, StartsAt.OLDEST))
                .toList();
        Duration commit = Duration.ofSeconds(1);
        store = SegmentedStore.open(
                new StoreOptions(path, BUDGET, commit, commit, 0, 0, settlers, SEGMENT), (InstantSource) () -> now);
    }

    /** One record of one measurement a second; answers its number. */
    long append(Measurement... batch) throws StoreException {
        now = now.plusSeconds(1);
        StreamName stream = StreamName.of(batch[0]);
        return store.append(stream, BatchCodec.encode(List.of(batch)), batch.length, ClockState.SYNCHRONISED);
    }

    /** So many records with their own number as value, padded to about so many bytes. */
    StoreOnCard ticks(int count, int bytes) throws StoreException {
        for (int i = 0; i < count; i++) {
            append(
                    Measurement.good(TICKS, new Value.Int(i), now),
                    Measurement.good(
                            new Point("clock", "padding", "", ValueType.BYTES, "1"),
                            new Value.Bytes(new byte[bytes]),
                            now));
        }
        return this;
    }

    StoreOnCard raw(byte[] payload) throws StoreException {
        store.append(StreamName.DATA, payload, 1, ClockState.UNKNOWN);
        return this;
    }

    @Override
    public void close() {
        store.close();
    }

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** The segments of a stream, oldest first. */
    static List<Path> segments(Path store, StreamName stream) throws IOException {
        try (Stream<Path> files = Files.list(store.resolve(stream.text()))) {
            return files.sorted().toList();
        }
    }

    /** Where the records of a segment begin, and where the last one ends. */
    static List<Integer> places(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        List<Integer> places = new ArrayList<>();
        int at = HEADER;
        while (at < bytes.length) {
            places.add(at);
            at += FRAME + ByteBuffer.wrap(bytes).getInt(at);
        }
        places.add(at);
        return places;
    }

    static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int old = open.read();
            open.seek(at);
            open.write(old ^ 4);
        }
    }

    static void cutOff(Path file, int bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() - bytes);
        }
    }

    /** All that can be seen of a directory but the times at which it was read. */
    static Map<String, String> everything(Path directory) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String content = Files.isRegularFile(file)
                        ? Files.size(file) + " " + new java.math.BigInteger(Files.readAllBytes(file)).hashCode()
                        : "directory";
                seen.put(file.toString(), Files.getLastModifiedTime(file) + " " + content);
            }
        }
        return seen;
    }
}
