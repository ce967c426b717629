package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One source as the agent runs it, in short: a driver that fails to open, or calls its connection lost, is closed, and after a back-off
 * another takes its place.
 */
final class LiveSource implements AutoCloseable {
    static final String NAME = "chaos-1";

    private static final Duration BACK_OFF = Duration.ofMillis(500);

    final RecordingSink sink = new RecordingSink();
    private final OpcUaDriverFactory factory = new OpcUaDriverFactory();
    private final OpcUaSettings settings;
    private final Path directory;
    private final List<Point> points;
    private final Consumer<Measurement> before;
    private final List<DriverException> failures = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread runner = new Thread(this::run, "live-source");

    private LiveSource(OpcUaSettings settings, Path directory, List<Point> points, Consumer<Measurement> before) {
        this.before = before;
        this.settings = settings;
        this.directory = directory;
        this.points = points;
    }

    static LiveSource start(OpcUaSettings settings, Path directory, List<Point> points) {
        return start(settings, directory, points, measurement -> {});
    }

    /** The same with something that happens to each measurement on the driver's thread, before it is recorded. */
    static LiveSource start(OpcUaSettings settings, Path directory, List<Point> points, Consumer<Measurement> before) {
        LiveSource source = new LiveSource(settings, directory, points, before);
        source.runner.setDaemon(true);
        source.runner.start();
        return source;
    }

    private void run() {
        try {
            do {
                fail(oneDriver());
            } while (!end.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs one driver to its end and says why it ended; null when the test is over. */
    private DriverException oneDriver() throws InterruptedException {
        Lost lost = new Lost();
        OpcUaDriver driver = null;
        try {
            driver = (OpcUaDriver) factory.create(settings, lost);
            driver.open();
            driver.start(points, before.andThen(sink));
            while (lost.cause.get() == null && end.getCount() > 0) {
                lost.told.await(50, TimeUnit.MILLISECONDS);
            }
            return lost.cause.get();
        } catch (DriverException e) {
            return e;
        } finally {
            if (driver != null) {
                driver.close();
            }
        }
    }

    private synchronized void fail(DriverException why) {
        if (why != null) {
            failures.add(why);
            notifyAll();
        }
    }

    /** Why drivers ended so far. */
    synchronized List<DriverException> failures() {
        return List.copyOf(failures);
    }

    /** Waits for one more failure than now. */
    synchronized DriverException awaitFailure() throws InterruptedException {
        int before = failures.size();
        long until = System.nanoTime() + Press.BOUND.toNanos();
        while (failures.size() == before) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no driver ended within " + Press.BOUND.toMillis() + " ms");
            }
            wait(left / 1_000_000 + 1);
        }
        return failures.get(before);
    }

    /** Waits for a good value of this point that is a tick beyond {@code tick}. */
    Measurement awaitBeyond(long tick, String point) throws InterruptedException {
        return await(one -> one.point().name().equals(point) && tick(one) > tick, point + " beyond tick " + tick);
    }

    /** Waits for a measurement, among all since the start. */
    Measurement await(Predicate<Measurement> wanted, String what) throws InterruptedException {
        AtomicReference<Measurement> found = new AtomicReference<>();
        sink.await(
                all -> {
                    all.stream().filter(wanted).findFirst().ifPresent(found::set);
                    return found.get() != null;
                },
                what + "; drivers ended because of " + failures(),
                Press.BOUND);
        return found.get();
    }

    /** The tick that a good measurement carries, -1 for any other. */
    static long tick(Measurement one) {
        boolean isGood = one.quality().severity() == Quality.Severity.GOOD;
        return isGood && one.value() instanceof Value.Int number ? number.value() : -1;
    }

    /** The ticks of one point, as they came. */
    List<Long> ticks(String point) {
        return sink.snapshot().stream()
                .filter(one -> one.point().name().equals(point))
                .map(LiveSource::tick)
                .filter(tick -> tick >= 0)
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        end.countDown();
        runner.join(Press.BOUND.toMillis());
    }

    private final class Lost implements DriverContext {
        final AtomicReference<DriverException> cause = new AtomicReference<>();
        final CountDownLatch told = new CountDownLatch(1);

        @Override
        public String source() {
            return NAME;
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public Path directory() {
            return directory;
        }

        @Override
        public String gateway() {
            return "dg-test";
        }

        @Override
        public Path protocolDirectory() {
            return directory.resolve("protocol");
        }

        @Override
        public void remark(Remark remark) {
            // Another test's.
        }

        @Override
        public void connectionLost(DriverException why) {
            cause.compareAndSet(null, why);
            told.countDown();
        }
    }
}
