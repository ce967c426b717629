package io.fieldpost.opcua;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.RecordingSink;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;

/** A driver that is open and watches points, with what it told. */
final class LiveDriver implements AutoCloseable {
    static final String SOURCE = "press-1";

    final ManualClock clock = new ManualClock();
    final RecordingSink sink = new RecordingSink();
    final TestContext context;
    private final OpcUaDriver driver;

    private LiveDriver(OpcUaSettings settings, Path directory, OpcUaDriverFactory factory) {
        context = new TestContext(SOURCE, clock, directory);
        driver = (OpcUaDriver) factory.create(settings, context);
    }

    static LiveDriver start(OpcUaSettings settings, Path directory, List<Point> points) throws DriverException {
        return start(settings, directory, points, new OpcUaDriverFactory());
    }

    /** The same with a factory that made drivers of this source before. */
    static LiveDriver start(OpcUaSettings settings, Path directory, List<Point> points, OpcUaDriverFactory factory)
            throws DriverException {
        LiveDriver live = new LiveDriver(settings, directory, factory);
        try {
            live.driver.open();
            live.driver.start(points, live.sink);
            return live;
        } catch (DriverException e) {
            live.close();
            throw e;
        }
    }

    /** Waits for a good value of a point that comes after what has arrived so far. */
    Measurement awaitFresh(String name) throws InterruptedException {
        int seen = sink.snapshot().size();
        List<Measurement> all = sink.await(
                now -> now.subList(seen, now.size()).stream().anyMatch(one -> isGood(one, name)),
                "a fresh good " + name,
                Press.BOUND);
        return all.subList(seen, all.size()).stream()
                .filter(one -> isGood(one, name))
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the first measurement of a point, whatever its quality. */
    Measurement awaitFirst(String name) throws InterruptedException {
        return sink
                .await(
                        now -> now.stream().anyMatch(one -> one.point().name().equals(name)),
                        "something of " + name,
                        Press.BOUND)
                .stream()
                .filter(one -> one.point().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isGood(Measurement measurement, String name) {
        return measurement.point().name().equals(name)
                && measurement.quality().severity() == io.fieldpost.driver.Quality.Severity.GOOD;
    }

    @Override
    public void close() {
        driver.close();
    }
}
