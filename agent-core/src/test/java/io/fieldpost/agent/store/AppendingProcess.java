package io.fieldpost.agent.store;

import io.fieldpost.agent.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A process that appends until it is killed and prints each number after the store gave it. */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] arguments) throws StoreException {
        StoreOptions options = options(Path.of(arguments[0]));
        SegmentedStore store = SegmentedStore.open(options, InstantSource.system());
        while (true) {
            long next = store.state(StreamName.DATA).newest() + 1;
            byte[] payload = StoreOnMemory.payload(next, (int) (next * 37 % 5000));
            System.out.println(store.append(StreamName.DATA, payload, 1, ClockState.UNKNOWN));
            System.out.flush();
            store.step(System.nanoTime());
        }
    }

    static StoreOptions options(Path path) {
        return StoreOptions.of(path, 1L << 30, Duration.ofSeconds(1), List.of("city"));
    }
}
