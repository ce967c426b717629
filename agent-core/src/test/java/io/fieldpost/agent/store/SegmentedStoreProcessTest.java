package io.fieldpost.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the real file system, with real processes. */
@Timeout(300)
class SegmentedStoreProcessTest {
    @TempDir
    Path directory;

    @Test
    void killedAtAnyInstantEveryAcknowledgedRecordIsThereWithoutAGap() throws Exception {
        long acknowledged = 0;
        for (int records : List.of(1, 57, 400, 1500)) {
            acknowledged = runUntilKilled(acknowledged + records);
            try (SegmentedStore store = open()) {
                assertThat(store.pendingLosses()).isEmpty();
                assertThat(store.state(StreamName.DATA).newest()).isGreaterThanOrEqualTo(acknowledged);
                acknowledged = store.state(StreamName.DATA).newest();
                assertThat(readAll(store)).isEqualTo(acknowledged);
            }
        }
    }

    @Test
    void secondProcessIsToldWhoHasTheStore() throws Exception {
        Process process = start();
        try (BufferedReader output = outputOf(process)) {
            assertThat(output.readLine()).isEqualTo("1");
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_OURS))
                    .hasMessageContaining("is in use by process " + process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void sameProcessCannotOpenItTwice() throws Exception {
        try (SegmentedStore store = open()) {
            assertThat(store.append(StreamName.DATA, new byte[1], 1, ClockState.UNKNOWN))
                    .isEqualTo(1);
            assertThatThrownBy(this::open).hasMessageContaining("(this one)");
        }
        open().close();
    }

    @Test
    void interruptedThreadStoresAndStaysInterrupted() throws Exception {
        try (SegmentedStore store = open()) {
            store.append(StreamName.DATA, StoreOnMemory.payload(1, 100), 1, ClockState.UNKNOWN);
            Thread.currentThread().interrupt();
            assertThat(store.append(StreamName.DATA, StoreOnMemory.payload(2, 100), 1, ClockState.UNKNOWN))
                    .isEqualTo(2);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(readAll(store)).isEqualTo(2);
        }
    }

    @Test
    void readersKeepPaceWithAWriterAndSeeWholeRecordsInOrder() throws Exception {
        try (SegmentedStore store = open()) {
            int records = 3000;
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> readers = List.of(reader(store, records, failure), reader(store, records, failure));
            readers.forEach(Thread::start);
            for (int i = 1; i <= records; i++) {
                store.append(StreamName.DATA, StoreOnMemory.payload(i, 700), 1, ClockState.UNKNOWN);
            }
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(failure.get()).isNull();
        }
    }

    private static Thread reader(SegmentedStore store, int records, AtomicReference<Throwable> failure) {
        return new Thread(() -> {
            try {
                long next = 1;
                while (next <= records) {
                    for (StoredRecord record : store.read(StreamName.DATA, next, 50, 100_000)) {
                        assertThat(record.sequence()).isEqualTo(next);
                        assertThat(record.payload()).isEqualTo(StoreOnMemory.payload(next, 700));
                        next++;
                    }
                }
            } catch (StoreException | AssertionError e) {
                failure.set(e);
            }
        });
    }

    private SegmentedStore open() throws StoreException {
        return SegmentedStore.open(AppendingProcess.options(directory), InstantSource.system());
    }

    private long runUntilKilled(long atLeast) throws IOException, InterruptedException {
        Process process = start();
        long last = 0;
        try (BufferedReader output = outputOf(process)) {
            while (last < atLeast) {
                last = Long.parseLong(output.readLine());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }

    private Process start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader outputOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static long readAll(SegmentedStore store) throws StoreException {
        long next = 1;
        while (true) {
            List<StoredRecord> records = store.read(StreamName.DATA, next, 100, 200_000);
            if (records.isEmpty()) {
                return next - 1;
            }
            for (StoredRecord record : records) {
                assertThat(record.sequence()).isEqualTo(next);
                assertThat(record.payload()).isEqualTo(StoreOnMemory.payload(next, record.payload().length));
                next++;
            }
        }
    }
}
