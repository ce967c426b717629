package io.fieldpost.agent.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A store for the benchmarks of single calls, with a house-keeper, in a directory that is deleted afterwards. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class StoreState {
    /** Calls in one invocation: a segment of 4 MiB is begun and deleted four times. */
    static final int CALLS = 4096;

    @Param({"fieldpost", "sqlite-normal"})
    public String contender;

    final Payloads payloads = new Payloads(OfflinePart.PAYLOAD);
    final Batch batch = new Batch();
    Contender store;
    long newest;
    long settled;

    private Path directory;
    private HouseKeeper keeper;

    @Setup(Level.Trial)
    public void open() throws Exception {
        directory = Files.createTempDirectory("fieldpost-store-");
        store = Contenders.open(contender, directory.resolve("store"));
        keeper = new HouseKeeper(store);
    }

    void append() throws Exception {
        store.append(payloads.of(++newest));
    }

    /** Leaves so many records that nobody has settled. */
    void leave(int records) throws Exception {
        while (newest - settled < records) {
            append();
        }
        if (newest - settled > records) {
            store.settle(settled + 1, newest - records);
            settled = newest - records;
        }
    }

    @TearDown(Level.Trial)
    public void close() throws Exception {
        keeper.close();
        store.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                delete(path);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }
}
