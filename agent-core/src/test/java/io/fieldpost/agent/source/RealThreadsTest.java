package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.BatchSink;
import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources with threads of their own, beside one another, as in the agent. */
class RealThreadsTest {
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final SourceLoop loop = new SourceLoop();
    private final Map<String, AtomicLong> stored = new ConcurrentHashMap<>();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<SourceRunner> runners = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        loop.end();
        runners.forEach(SourceRunner::requestStop);
        runners.forEach(runner -> runner.stop(System.nanoTime(), BOUND));
    }

    @Test
    void hungSourceIsCutOffWhileAnotherKeepsItsPace() throws InterruptedException {
        ScriptedDriver hung = new ScriptedDriver(false);
        hung.onRead = this::hangForGood;
        SourceRunner bad = runner("hung", hung);
        SourceRunner good = runner("good", new ScriptedDriver(false));
        loop.start(runners);
        awaitTrue("the hung source was never cut off", () -> bad.status().state() == State.HUNG);
        long before = good.status().measurements();
        awaitTrue("the other source stood still", () -> good.status().measurements() >= before + 20);
        assertThat(bad.status().state()).isEqualTo(State.HUNG);
        assertThat(good.status().state()).isEqualTo(State.RUNNING);
        assertThat(good.status().failures()).isZero();
    }

    @Test
    void interruptibleCallIsFreedByItsDeadlineAndTheSourceRecovers() throws InterruptedException {
        ScriptedDriver slow = new ScriptedDriver(false);
        slow.onRead = () -> {
            slow.onRead = () -> {};
            awaitRelease();
        };
        SourceRunner runner = runner("slow", slow);
        loop.start(runners);
        awaitTrue("it never recovered", () -> runner.status().measurements() > 3);
        assertThat(runner.status().failures()).isEqualTo(1);
        assertThat(slow.closes).isEqualTo(1);
        assertThat(slow.opens).isEqualTo(2);
    }

    @Test
    void floodNeverBlocksTheDriverAndIsStoredOrCounted() throws InterruptedException {
        ScriptedDriver flooding = new ScriptedDriver(true);
        SourceRunner runner = runner("flood", flooding);
        SourceRunner good = runner("good", new ScriptedDriver(false));
        loop.start(runners);
        awaitTrue("it never started", () -> flooding.sink != null);
        Measurement measurement = Measurement.good(
                new io.fieldpost.driver.Point("flood", "a", "", io.fieldpost.driver.ValueType.INT, "1"),
                new Value.Int(1),
                InstantSource.system().instant());
        long offered = 1_000_000;
        for (long i = 0; i < offered; i++) {
            flooding.sink.accept(measurement);
        }
        awaitTrue("some are neither stored nor counted", () -> stored("flood") + lost.get() == offered);
        assertThat(runner.status().dropped()).isEqualTo(lost.get());
        long before = good.status().measurements();
        awaitTrue("the other source stood still", () -> good.status().measurements() > before);
    }

    @Test
    void crashingSourceDoesNotDisturbTheOther() throws InterruptedException {
        ScriptedDriver crashing = new ScriptedDriver(false);
        crashing.onRead = () -> {
            throw new StackOverflowError("as scripted");
        };
        SourceRunner bad = runner("crash", crashing);
        SourceRunner good = runner("good", new ScriptedDriver(false));
        loop.start(runners);
        awaitTrue("it crashed once only", () -> bad.status().failures() >= 2);
        long before = good.status().measurements();
        awaitTrue("the other source stood still", () -> good.status().measurements() > before);
    }

    @Test
    void stopEndsTheThreadOfEverySourceSideBySide() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            runner("many-" + i, new ScriptedDriver(false));
        }
        loop.start(runners);
        awaitTrue(
                "not all run",
                () -> runners.stream().allMatch(runner -> runner.status().measurements() > 0));
        loop.end();
        runners.forEach(SourceRunner::requestStop);
        assertThat(runners).allMatch(runner -> runner.stop(System.nanoTime(), BOUND));
        awaitTrue(
                "threads are left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("source-many-")));
    }

    @Test
    void threadThatWasLeftClosesItsDriverWhenItReturns() throws InterruptedException {
        ScriptedDriver hung = new ScriptedDriver(false);
        hung.onRead = this::hangForGood;
        SourceRunner runner = runner("left", hung);
        loop.start(runners);
        awaitTrue("no second attempt was made", () -> hung.opens >= 2);
        assertThat(hung.closes).isZero();
        release.countDown();
        awaitTrue(
                "a driver stayed open",
                () -> hung.closes == hung.opens - 1 && runner.status().state() == State.RUNNING);
    }

    private SourceRunner runner(String name, ScriptedDriver device) {
        SourceLimits limits = new SourceLimits(
                20_000,
                16L << 20,
                1_000,
                256L << 10,
                Duration.ofMillis(5),
                Duration.ofMillis(50),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(name.equals("left") ? 100 : 60_000),
                3);
        BatchSink sink =
                batch -> stored.computeIfAbsent(name, key -> new AtomicLong()).addAndGet(batch.count());
        SourceEnvironment environment = new SourceEnvironment(
                sink,
                loss -> lost.addAndGet(loss.count()),
                InstantSource.system(),
                () -> true,
                "dg-1",
                Path.of("unused"),
                Path.of("unused"),
                new SplittableRandom(1),
                loop::wake,
                limits);
        Source config = new Source(
                name,
                "scripted",
                new ScriptedDriver.Settings(),
                List.of(new PointSettings("a", "", "1", null, List.of())),
                Duration.ofMillis(10),
                deadline(name),
                List.of(),
                List.of());
        SourceRunner runner = new SourceRunner(
                config, device, environment, new SourceThread(name, loop::wake, limits.abandonedThreads()));
        runners.add(runner);
        return runner;
    }

    /** Of a call: short for those that hang for good, and no limit for those that never hang but may have to wait for a processor. */
    private static Duration deadline(String name) {
        return switch (name) {
            case "hung", "left" -> Duration.ofMillis(200);
            case "slow" -> Duration.ofSeconds(2);
            default -> BOUND;
        };
    }

    private long stored(String name) {
        return stored.computeIfAbsent(name, key -> new AtomicLong()).get();
    }

    /** Waits for the test's end and takes no notice of interrupts: the worst kind of driver. */
    private void hangForGood() {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // That is what it is here for.
            }
        }
    }

    private void awaitRelease() throws DriverException {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException(DriverException.Reason.TIMEOUT, "interrupted");
        }
    }

    /** A condition in words, and how to see it. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void awaitTrue(String otherwise, Condition condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(otherwise).isLessThan(end);
            never.await(2, TimeUnit.MILLISECONDS);
        }
    }
}
