package io.fieldpost.agent.source;

import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.config.gateway.DerivedPoint;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A runner with everything around it in a test's hand. */
final class RunnerBench {
    static final String SOURCE = "press-1";

    final ManualClock clock = new ManualClock();
    final TurnedCalls calls = new TurnedCalls();
    final ScriptedDriver device;
    final List<List<Measurement>> batches = new ArrayList<>();
    final List<Loss> losses = new ArrayList<>();
    final Conduct conduct = new Conduct();
    final SourceRunner runner;
    boolean storeFull;

    RunnerBench(boolean streaming, SourceLimits limits, PointSettings... points) {
        this(streaming, limits, Path.of("unused"), config(SOURCE, points));
    }

    RunnerBench(boolean streaming, Path directory, List<PointSettings> points, List<DerivedPoint> derived) {
        this(streaming, SourceLimits.DEFAULT, directory, config(SOURCE, points, derived));
    }

    private RunnerBench(boolean streaming, SourceLimits limits, Path directory, Source config) {
        device = new ScriptedDriver(streaming);
        SourceEnvironment environment = new SourceEnvironment(
                this::store,
                this::report,
                clock,
                () -> true,
                "dg-1",
                directory,
                Path.of("unused"),
                new SplittableRandom(1),
                () -> {},
                limits,
                clock::nanoTime,
                conduct,
                Runnable::run);
        runner = new SourceRunner(config, device, environment, calls);
    }

    static RunnerBench polled() {
        return new RunnerBench(false, SourceLimits.DEFAULT, plain("a"), plain("b"));
    }

    static RunnerBench streaming() {
        return new RunnerBench(true, SourceLimits.DEFAULT, plain("a"));
    }

    static Source config(String name, PointSettings... points) {
        return config(name, List.of(points), List.of());
    }

    private static Source config(String name, List<PointSettings> points, List<DerivedPoint> derived) {
        return new Source(
                name,
                "scripted",
                new ScriptedDriver.Settings(),
                points,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                List.of(),
                List.of(),
                derived);
    }

    static PointSettings plain(String name) {
        return new PointSettings(name, "at:" + name, "1", null, List.of());
    }

    static Point point(String name) {
        return new Point(SOURCE, name, "at:" + name, ValueType.ANY, "1");
    }

    Measurement number(long value) {
        return Measurement.good(point("a"), new Value.Int(value), clock.instant());
    }

    /** Lets time pass in small steps, as the agent does. */
    void run(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 50) {
            clock.advance(Duration.ofMillis(Math.min(50, left)));
            step();
        }
    }

    void step() {
        runner.step(clock.nanoTime());
    }

    SourceStatus.State state() {
        return runner.status().state();
    }

    List<Measurement> stored() {
        return batches.stream().flatMap(List::stream).toList();
    }

    private void store(Batch batch) throws StoreException {
        if (storeFull) {
            throw new StoreException(StoreException.Reason.FULL, "no room");
        }
        try {
            batches.add(BatchCodec.decode(batch.payload()));
        } catch (DamagedBatchException e) {
            throw new AssertionError(e);
        }
    }

    private void report(Loss loss) throws StoreException {
        if (storeFull) {
            throw new StoreException(StoreException.Reason.FULL, "no room");
        }
        losses.add(loss);
    }
}
