package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.centre.CentreBooks;
import io.fieldpost.agent.centre.CentreReceiver;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.simulation.EmbeddedBroker;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.SegmentedStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreOptions;
import io.fieldpost.config.ByteSize;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long live records take while a backlog drains: store, publisher, broker and receiver in one process. From the root of the project:
 *
 * <pre>
 * ./mvnw -q -pl agent-core -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath
 * java -Dtinylog.level=warn -cp agent-core/target/classes:agent-core/target/test-classes:$(cat agent-core/target/test.classpath) \
 *     io.fieldpost.agent.publish.DrainBench --backlog 20000 --live 20
 * </pre>
 *
 * <p>{@code --broker URL} takes a broker of yours instead of the embedded one, {@code --rate SIZE} sets {@code backlog_rate},
 * {@code --window N} the window, {@code --values N} how many values a record has. Delay is from the append to the receiver's count.
 */
final class DrainBench {
    private static final Duration WITHOUT_BACKLOG = Duration.ofSeconds(10);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration OUTAGE = Duration.ofHours(1);
    private static final String CITY = "city";

    private final List<String> arguments;
    private final int backlog;
    private final int livePerSecond;
    private final int values;
    /** Sequences above this are live. */
    private long lastOld = Long.MAX_VALUE;

    private final List<Double> delays = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong historical = new AtomicLong();

    private DrainBench(String[] arguments) {
        this.arguments = List.of(arguments);
        backlog = number("--backlog", 20_000);
        livePerSecond = number("--live", 20);
        values = number("--values", 50);
    }

    public static void main(String[] arguments) throws Exception {
        new DrainBench(arguments).run();
    }

    private void run() throws Exception {
        Path directory = Files.createTempDirectory("fieldpost-drain");
        String url = text("--broker");
        try (EmbeddedBroker embedded = new EmbeddedBroker()) {
            URI broker = url == null ? embedded.start().url() : URI.create(url);
            CentreBooks books = new CentreBooks(InstantSource.system(), this::received);
            try (CentreReceiver centre =
                            CentreReceiver.start(BrokerAccess.anonymous(broker), "drain-bench", Duration.ZERO, books);
                    SegmentedStore store = filled(directory)) {
                while (!centre.subscribed()) {
                    LockSupport.parkNanos(10_000_000);
                }
                measure(store, broker, centre);
            }
        } finally {
            delete(directory);
        }
    }

    /** A store whose records are an hour old. */
    private SegmentedStore filled(Path directory) throws StoreException {
        StoreOptions options = StoreOptions.of(directory, 1L << 30, Duration.ofSeconds(1), List.of(CITY));
        try (SegmentedStore store =
                SegmentedStore.open(options, () -> Instant.now().minus(OUTAGE))) {
            for (int i = 0; i < backlog; i++) {
                lastOld = append(store);
            }
        }
        return SegmentedStore.open(options, InstantSource.system());
    }

    private void measure(SegmentedStore store, URI broker, CentreReceiver centre) throws StoreException {
        PublishRunner runner = runner(store, broker);
        long begun = System.nanoTime();
        try (PublishLoop loop = PublishLoop.start(runner)) {
            long before = centre.snapshot(begun).bytes();
            live(store, runner, () -> historical.get() < backlog, AT_MOST);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "backlog of %,d records of %d values drained in %.1f s: %,.0f records/s, %,.0f kB/s on the wire%n",
                    historical.get(),
                    values,
                    seconds,
                    historical.get() / seconds,
                    (centre.snapshot(System.nanoTime()).bytes() - before) / seconds / 1000);
            print("beside the backlog");
            live(store, runner, () -> true, WITHOUT_BACKLOG);
            print("without a backlog");
        }
        System.out.printf(
                "missing %d, out of order %d%n",
                centre.snapshot(System.nanoTime()).missing(),
                centre.snapshot(System.nanoTime()).outOfOrder());
    }

    private void live(SegmentedStore store, PublishRunner runner, BooleanSupplier goesOn, Duration most)
            throws StoreException {
        long begun = System.nanoTime();
        for (long i = 1; goesOn.getAsBoolean() && System.nanoTime() - begun < most.toNanos(); i++) {
            append(store);
            runner.wake().run();
            store.step(System.nanoTime());
            LockSupport.parkNanos(begun + i * 1_000_000_000L / livePerSecond - System.nanoTime());
        }
    }

    private long append(SegmentedStore store) throws StoreException {
        Instant now = Instant.now();
        List<Measurement> batch = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            Point point = new Point("press-1", "value-" + i, "", ValueType.REAL, "Cel");
            batch.add(Measurement.good(point, new Value.Real(Math.random() * 100), now));
        }
        return store.append(StreamName.DATA, BatchCodec.encode(batch), values, ClockState.SYNCHRONISED);
    }

    private PublishRunner runner(SegmentedStore store, URI broker) {
        String rate = text("--rate");
        Publication what = new Publication(
                CITY,
                broker,
                Samples.GATEWAY,
                "bench",
                number("--window", 16),
                rate == null ? null : ByteSize.parse(rate));
        return new PublishRunner(
                what,
                store,
                new BatchReader()::read,
                new JsonProfile(Samples.GATEWAY),
                new MqttConnector(BrokerAccess.anonymous(broker), what.clientId(), CITY),
                loss -> {},
                InstantSource.system(),
                new Random(),
                new Wake());
    }

    private void received(ProfileBatch batch) {
        if (batch.sequence() <= lastOld) {
            historical.incrementAndGet();
        } else {
            delays.add(Duration.between(batch.stored(), Instant.now()).toNanos() / 1e6);
        }
    }

    private void print(String when) {
        double[] sorted;
        synchronized (delays) {
            sorted = delays.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            delays.clear();
        }
        System.out.printf(
                Locale.ROOT,
                "live records %s: %,d, delay in ms: median %.1f, 95 %% %.1f, 99 %% %.1f, longest %.1f%n",
                when,
                sorted.length,
                percentile(sorted, 0.5),
                percentile(sorted, 0.95),
                percentile(sorted, 0.99),
                percentile(sorted, 1));
    }

    private static double percentile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)];
    }

    private int number(String name, int otherwise) {
        String text = text(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private @Nullable String text(String name) {
        int at = arguments.indexOf(name);
        return at < 0 ? null : arguments.get(at + 1);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
