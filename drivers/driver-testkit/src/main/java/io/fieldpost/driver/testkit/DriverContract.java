package io.fieldpost.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Invocable;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.Writable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every driver keeps to. A driver's test extends this class, starts its counterpart in {@code @BeforeEach} of its own, and
 * names it by the hooks below. What it can't offer it declares by {@link #lacks}: the test then shows as aborted, with the reason.
 *
 * <p>Calls to the driver are made as the agent makes them: from one thread, each with a deadline.
 *
 * @param <C> the driver's settings
 */
public abstract class DriverContract<C extends Record> {
    /** The source's name in every context that this suite makes; {@link #points} use it. */
    protected static final String SOURCE = "contract";

    private static final int LEAST_GARBLED_ROUNDS = 10;
    private static final int GARBLED_READS = 3;
    /** How long a streaming driver is watched on a line with noise, when nothing comes of it. */
    private static final Duration GARBLED_LOOK = Duration.ofMillis(250);

    private static final Duration BETWEEN_SLOW_BYTES = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final List<Driver> made = new ArrayList<>();

    @TempDir
    Path directory;

    private final DriverThread thread = new DriverThread();

    /** The driver under test. */
    protected abstract DriverFactory<C> factory();

    /** Settings that work against the counterpart, which the subclass has started. */
    protected abstract C workingConfig() throws Exception;

    /** Points that can be read or watched with {@link #workingConfig}; empty only for a driver that announces its own. */
    protected abstract List<Point> points();

    /** Settings of an address where nobody listens. */
    protected C unreachableConfig() throws Exception {
        throw undeclared(Hook.UNREACHABLE_DEVICE);
    }

    /** Settings of a counterpart that accepts a connection and then says nothing. */
    protected C silentConfig() throws Exception {
        throw undeclared(Hook.SILENT_DEVICE);
    }

    /** A point whose address is well formed but unknown to the counterpart. */
    protected Point unknownPoint() {
        throw undeclared(Hook.UNKNOWN_ADDRESS);
    }

    /** Cuts the connection between driver and counterpart. */
    protected void breakCounterpart() throws Exception {
        throw undeclared(Hook.BREAKABLE_COUNTERPART);
    }

    /** The proxy through which all bytes of {@link #workingConfig} go. */
    protected FaultProxy proxy() {
        throw undeclared(Hook.PROXIED_COUNTERPART);
    }

    /** As {@link #workingConfig}, with the shortest time-outs that work: an answer that is garbled is often waited for in vain. */
    protected C impatientConfig() throws Exception {
        return workingConfig();
    }

    /** How many sessions pass on a line with noise: fewer, but not fewer than {@value #LEAST_GARBLED_ROUNDS}, where one takes a second. */
    protected int garbledRounds() {
        return 40;
    }

    /** How often a polled driver is read in the 24 hours that pass on its clock. A streaming driver is not: its device paces it. */
    protected Duration period() {
        return Duration.ofMinutes(1);
    }

    /** The hooks that make no sense for this driver. Each shows as an aborted test. */
    protected Set<Hook> lacks() {
        return Set.of();
    }

    /** How long one call may take, the time-outs of the settings included. It ends what hangs, also on a machine that is busy. */
    protected Duration deadline() {
        return Duration.ofSeconds(60);
    }

    /** Whether a thread belongs to a pool that a library keeps for the whole process, and so may stay after close. */
    protected boolean isShared(Thread thread) {
        return false;
    }

    /** Makes the counterpart of a streaming driver send something, where it does not by itself. */
    protected void stimulate() throws Exception {}

    /** The clock that the driver was given. It stands still unless a subclass advances it. */
    protected final ManualClock clock() {
        return clock;
    }

    @BeforeEach
    final void setTheDeadline() {
        thread.setDeadline(deadline());
    }

    @AfterEach
    final void closeWhatATestLeft() throws InterruptedException {
        made.forEach(driver -> thread.begin(() -> close(driver)));
        thread.close();
    }

    @Test
    void protocolNameIsLowerCase() {
        assertThat(factory().protocol())
                .matches("[a-z][a-z0-9_-]*")
                .isEqualTo(factory().protocol().toLowerCase(Locale.ROOT));
    }

    @Test
    void factoryIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(DriverFactory.class).stream().map(ServiceLoader.Provider::type))
                .as("META-INF/services/" + DriverFactory.class.getName())
                .contains(factory().getClass());
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(DescribedSettings.undescribed(factory().configType()))
                .as("without a @Setting")
                .isEmpty();
    }

    @Test
    void addressesOfItsOwnPointsHaveNoComplaint() {
        for (Point point : points()) {
            assertThat(factory().complaintAbout(point.address()))
                    .as(point.address())
                    .isEmpty();
        }
    }

    @Test
    void isPolledOrStreaming() throws Exception {
        assertThat(create(workingConfig())).isInstanceOfAny(PolledDriver.class, StreamingDriver.class);
    }

    @Test
    void saysThatItCanWriteAndCallWhenItCan() throws Exception {
        Driver driver = create(workingConfig());
        assertThat(factory().canWrite())
                .as("canWrite, when the driver is Writable")
                .isEqualTo(driver instanceof Writable);
        assertThat(factory().canCall())
                .as("canCall, when the driver is Invocable")
                .isEqualTo(driver instanceof Invocable);
    }

    @Test
    void opensAndCloses() throws Exception {
        Driver driver = create(workingConfig());
        thread.run("open", driver::open);
        thread.run("close", driver::close);
    }

    @Test
    void closesWithoutHavingBeenOpened() throws Exception {
        Driver driver = create(workingConfig());
        thread.run("close", driver::close);
    }

    @Test
    void closingTwiceDoesNotThrow() throws Exception {
        Driver driver = create(workingConfig());
        thread.run("open", driver::open);
        thread.run("close", driver::close);
        thread.run("second close", driver::close);
    }

    @Test
    void opensAgainAsANewDriverAfterClose() throws Exception {
        for (int life = 0; life < 3; life++) {
            Driver driver = create(workingConfig());
            thread.run("open", driver::open);
            thread.run("close", driver::close);
        }
    }

    @Test
    void unreachableDeviceIsADriverExceptionWithinTheDeadline() throws Exception {
        needs(Hook.UNREACHABLE_DEVICE);
        Driver driver = create(unreachableConfig());
        DriverException failure = openingFails(driver);
        assertThat(failure.reason())
                .as(failure.getMessage())
                .isIn(
                        DriverException.Reason.UNREACHABLE,
                        DriverException.Reason.TIMEOUT,
                        DriverException.Reason.REFUSED);
        assertThat(failure).message().isNotBlank();
    }

    @Test
    void closesAfterAFailedOpenAndLeavesNoThread() throws Exception {
        needs(Hook.UNREACHABLE_DEVICE);
        warmUp();
        ThreadCensus census = new ThreadCensus();
        Driver driver = create(unreachableConfig());
        openingFails(driver);
        thread.run("close after a failed open", driver::close);
        assertNoThreadIsLeft(census);
    }

    @Test
    void interruptedCallReturnsWithAnException() throws Exception {
        needs(Hook.SILENT_DEVICE);
        Driver driver = create(silentConfig());
        Future<Ending> call = thread.begin(() -> openAndUse(driver));
        thread.awaitBlocked();
        thread.interrupt();
        assertThat(thread.await("an interrupted call", call))
                .as("a DriverException, or another exception with the interrupt flag set")
                .isEqualTo(Ending.BY_A_RIGHT_EXCEPTION);
    }

    @Test
    void noThreadIsLeftAfterClose() throws Exception {
        warmUp();
        ThreadCensus census = new ThreadCensus();
        for (int life = 0; life < 2; life++) {
            Driver driver = create(workingConfig());
            thread.run("open", driver::open);
            use(driver, new RecordingSink());
            thread.run("close", driver::close);
        }
        assertNoThreadIsLeft(census);
    }

    @Test
    void noConnectionIsLeftAfterClose() throws Exception {
        if (!ConnectionCensus.isPossible()) {
            abort("open connections are counted on Linux only");
        }
        warmUp();
        ConnectionCensus census = new ConnectionCensus();
        Driver driver = create(workingConfig());
        thread.run("open", driver::open);
        use(driver, new RecordingSink());
        thread.run("close", driver::close);
        assertThat(census.leftAfter(deadline()))
                .as("connections and devices left open after close")
                .isEmpty();
    }

    @Test
    void everyPointHasOneMeasurementInOrder() throws Exception {
        PolledDriver driver = polled(workingConfig());
        List<Measurement> measurements = thread.call("read", () -> driver.read(points()));
        assertThat(measurements).extracting(Measurement::point).containsExactlyElementsOf(points());
        assertThat(measurements).allSatisfy(DriverContract::assertFitsItsPoint);
        assertThat(measurements).noneMatch(DriverContract::isBad);
    }

    @Test
    void readingNothingGivesNothing() throws Exception {
        PolledDriver driver = polled(workingConfig());
        assertThat(thread.call("read", () -> driver.read(List.of()))).isEmpty();
    }

    @Test
    void unknownAddressIsBadForThatPointOnly() throws Exception {
        needs(Hook.UNKNOWN_ADDRESS);
        List<Point> points = new ArrayList<>(points());
        points.add(points.size() / 2, unknownPoint());
        List<Measurement> measurements = readOrWatch(points);
        for (Measurement measurement : measurements) {
            assertThat(isBad(measurement))
                    .as(measurement.toString())
                    .isEqualTo(measurement.point().equals(unknownPoint()));
        }
        assertThat(measurements).anyMatch(DriverContract::isBad);
    }

    @Test
    void timeOfArrivalComesFromTheGivenClock() throws Exception {
        clock.advance(Duration.ofDays(1234));
        assertThat(readOrWatch(points()))
                .isNotEmpty()
                .allSatisfy(
                        measurement -> assertThat(measurement.receivedTime()).isEqualTo(clock.instant()));
    }

    @Test
    void watchedPointsArrive() throws Exception {
        RecordingSink sink = new RecordingSink();
        streaming(workingConfig(), sink, points());
        stimulate();
        List<Measurement> arrived = sink.await(Math.max(1, points().size()), deadline());
        assertThat(arrived).allSatisfy(DriverContract::assertFitsItsPoint);
        assertThat(arrived)
                .allSatisfy(
                        measurement -> assertThat(measurement.point().source()).isEqualTo(SOURCE));
        if (!points().isEmpty()) {
            assertThat(points())
                    .containsAll(arrived.stream().map(Measurement::point).toList());
        }
    }

    @Test
    void nothingArrivesAfterClose() throws Exception {
        RecordingSink sink = new RecordingSink();
        if (!(create(workingConfig()) instanceof StreamingDriver)) {
            abort(factory().protocol() + " is a polled driver: nothing to watch");
        }
        warmUp();
        ThreadCensus census = new ThreadCensus();
        Driver driver = streaming(workingConfig(), sink, points());
        stimulate();
        sink.await(1, deadline());
        thread.run("close", driver::close);
        int arrived = sink.snapshot().size();
        stimulate();
        assertNoThreadIsLeft(census);
        assertThat(sink.snapshot()).as("measurements after close").hasSize(arrived);
    }

    @Test
    void brokenConnectionIsToldAsADriverException() throws Exception {
        needs(Hook.BREAKABLE_COUNTERPART);
        TestContext context = context();
        Driver driver = create(workingConfig(), context);
        thread.run("open", driver::open);
        use(driver, new RecordingSink());
        breakCounterpart();
        DriverException told =
                driver instanceof PolledDriver polled ? readingFails(polled) : context.awaitLoss(deadline());
        assertThat(told.reason()).isNotEqualTo(DriverException.Reason.CONFIGURATION);
        thread.run("close after a broken connection", driver::close);
        assertThat(context.losses())
                .as("connectionLost was called more than once")
                .hasSizeLessThanOrEqualTo(1);
    }

    /** By seeds, half of them from the first byte on: a line with noise, a meter that answers for another, a half frame. */
    @Test
    void garbledAnswersGiveBadPointsOrDriverExceptions() throws Exception {
        needs(Hook.PROXIED_COUNTERPART);
        try (DyingThreads dying = new DyingThreads(this::isOurs)) {
            for (int seed = 0; seed < Math.max(LEAST_GARBLED_ROUNDS, garbledRounds()); seed++) {
                readGarbled(seed);
                assertThat(dying.dead()).as("threads that died at seed " + seed).isEmpty();
            }
        }
        assertThat(readOrWatch(points()))
                .as("on a clean line again")
                .isNotEmpty()
                .noneMatch(DriverContract::isBad);
    }

    @Test
    void callOnASlowDeviceEndsByItselfOrWhenInterrupted() throws Exception {
        needs(Hook.PROXIED_COUNTERPART);
        Driver driver = create(workingConfig());
        proxy().drip(BETWEEN_SLOW_BYTES);
        Future<Ending> call = thread.begin(() -> openAndUse(driver));
        boolean interrupted = thread.interruptWhenBlocked(call);
        Ending ending = thread.await("a call on a slow device", call);
        assertThat(ending).isNotEqualTo(Ending.BY_A_WRONG_EXCEPTION);
        if (interrupted) {
            assertThat(ending).as("a call that was interrupted").isNotEqualTo(Ending.WELL);
        }
        thread.run("close on a slow device", driver::close);
        proxy().heal();
        assertThat(readOrWatch(points())).as("at its usual speed again").noneMatch(DriverContract::isBad);
    }

    @Test
    void aDayOfReadsLeavesNothingBehind() throws Exception {
        PolledDriver driver = polled(workingConfig());
        new SimulatedDay(clock, period(), () -> thread.call("read", () -> driver.read(points())))
                .pass(this::isOurs, deadline());
    }

    /** One session of a few reads under a seed; nothing but a bad point or a {@link DriverException} may come of it. */
    private void readGarbled(int seed) throws Exception {
        TestContext context = context();
        Driver driver = create(impatientConfig(), context);
        try {
            if (seed % 2 == 0) {
                thread.run("open", driver::open);
                proxy().garble(seed);
            } else {
                proxy().garble(seed);
                thread.run("open on a line with noise", driver::open);
            }
            readGarbled(driver, context);
        } catch (DriverException e) {
            assertThat(e).message().isNotBlank();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("answers garbled by seed " + seed + " led to " + e, e);
        } finally {
            thread.run("close on a line with noise", driver::close);
            proxy().heal();
            proxy().cut();
        }
    }

    private void readGarbled(Driver driver, TestContext context) throws Exception {
        if (driver instanceof PolledDriver polled) {
            for (int i = 0; i < GARBLED_READS; i++) {
                List<Measurement> measurements = thread.call("read on a line with noise", () -> polled.read(points()));
                assertThat(measurements).extracting(Measurement::point).containsExactlyElementsOf(points());
                assertThat(measurements).allSatisfy(DriverContract::assertFitsItsPoint);
            }
        } else {
            RecordingSink sink = new RecordingSink();
            thread.run("start on a line with noise", () -> ((StreamingDriver) driver).start(points(), sink));
            stimulate();
            sink.waitFor(
                    GARBLED_READS * points().size(),
                    GARBLED_LOOK,
                    () -> !context.losses().isEmpty());
            assertThat(sink.snapshot()).allSatisfy(DriverContract::assertFitsItsPoint);
        }
    }

    private void needs(Hook hook) {
        if (lacks().contains(hook)) {
            abort(getClass().getSimpleName() + " declares: " + hook.declared());
        }
    }

    private UnsupportedOperationException undeclared(Hook hook) {
        return new UnsupportedOperationException("override the hook for " + hook + ", or declare it in lacks()");
    }

    private TestContext context() {
        return new TestContext(SOURCE, clock, directory.resolve(SOURCE));
    }

    private Driver create(C config) throws Exception {
        return create(config, context());
    }

    private Driver create(C config, TestContext context) throws Exception {
        Driver driver = thread.call("create", () -> factory().create(config, context));
        made.add(driver);
        return driver;
    }

    private static boolean close(Driver driver) {
        driver.close();
        return true;
    }

    private PolledDriver polled(C config) throws Exception {
        if (create(config) instanceof PolledDriver driver) {
            thread.run("open", driver::open);
            return driver;
        }
        return abort(factory().protocol() + " is a streaming driver: nothing to read");
    }

    private StreamingDriver streaming(C config, RecordingSink sink, List<Point> points) throws Exception {
        if (create(config) instanceof StreamingDriver driver) {
            thread.run("open", driver::open);
            thread.run("start", () -> driver.start(points, sink));
            return driver;
        }
        return abort(factory().protocol() + " is a polled driver: nothing to watch");
    }

    /** One measurement of each point, in whichever way this driver gives them. */
    private List<Measurement> readOrWatch(List<Point> points) throws Exception {
        Driver driver = create(workingConfig());
        thread.run("open", driver::open);
        if (driver instanceof PolledDriver polled) {
            return thread.call("read", () -> polled.read(points));
        }
        RecordingSink sink = new RecordingSink();
        thread.run("start", () -> ((StreamingDriver) driver).start(points, sink));
        stimulate();
        return sink.await(
                all -> !all.isEmpty()
                        && all.stream().map(Measurement::point).toList().containsAll(points),
                "a measurement of each point",
                deadline());
    }

    /** One use of an open driver: a read, or watching until something arrived. */
    private void use(Driver driver, RecordingSink sink) throws Exception {
        if (driver instanceof PolledDriver polled) {
            thread.call("read", () -> polled.read(points()));
        } else {
            thread.run("start", () -> ((StreamingDriver) driver).start(points(), sink));
            stimulate();
            sink.await(1, deadline());
        }
    }

    /** What a library starts once for the process is started here, so that it does not count as left behind. */
    private void warmUp() throws Exception {
        Driver driver = create(workingConfig());
        thread.run("open", driver::open);
        use(driver, new RecordingSink());
        thread.run("close", driver::close);
    }

    /** How opening and the first use of a driver ended. */
    private enum Ending {
        WELL,
        WITH_BAD_POINTS,
        /** A {@link DriverException}, or another exception with the interrupt flag set. */
        BY_A_RIGHT_EXCEPTION,
        BY_A_WRONG_EXCEPTION
    }

    private Ending openAndUse(Driver driver) throws InterruptedException {
        try {
            driver.open();
            if (driver instanceof PolledDriver polled) {
                return polled.read(points()).stream().anyMatch(DriverContract::isBad)
                        ? Ending.WITH_BAD_POINTS
                        : Ending.WELL;
            }
            ((StreamingDriver) driver).start(points(), new RecordingSink());
            return Ending.WELL;
        } catch (DriverException e) {
            return Ending.BY_A_RIGHT_EXCEPTION;
        } catch (RuntimeException e) {
            return Thread.interrupted() ? Ending.BY_A_RIGHT_EXCEPTION : Ending.BY_A_WRONG_EXCEPTION;
        }
    }

    private DriverException openingFails(Driver driver) throws Exception {
        return failureOf("open", driver::open);
    }

    /** A broken connection may be noticed only by the second or third read. */
    private DriverException readingFails(PolledDriver driver) throws Exception {
        return failureOf("read", () -> {
            for (int attempt = 0; attempt < 3; attempt++) {
                driver.read(points());
            }
        });
    }

    private DriverException failureOf(String what, DriverThread.Call call) throws Exception {
        try {
            thread.run(what, call);
        } catch (DriverException e) {
            return e;
        } catch (Exception e) {
            throw new AssertionError(what + " threw something else than a DriverException", e);
        }
        throw new AssertionError(what + " did not fail");
    }

    private void assertNoThreadIsLeft(ThreadCensus census) throws InterruptedException {
        assertThat(census.leftAfter(deadline(), this::isOurs))
                .as("threads left after close")
                .isEmpty();
    }

    private boolean isOurs(Thread candidate) {
        return candidate.getName().equals(DriverThread.NAME) || isShared(candidate);
    }

    private static boolean isBad(Measurement measurement) {
        return measurement.quality().severity() == Quality.Severity.BAD;
    }

    private static void assertFitsItsPoint(Measurement measurement) {
        ValueType type = measurement.point().type();
        assertThat(type == ValueType.ANY || isBad(measurement) || fits(type, measurement.value()))
                .as("type of " + measurement)
                .isTrue();
        assertThat(measurement.point().unit()).as("unit of " + measurement).isNotBlank();
    }

    /** What happened is told as a record. */
    private static boolean fits(ValueType type, Value value) {
        return typeOf(value) == (type == ValueType.EVENT || type == ValueType.FILE ? ValueType.RECORD : type);
    }

    private static ValueType typeOf(Value value) {
        if (value instanceof Value.Bool) {
            return ValueType.BOOL;
        } else if (value instanceof Value.Int) {
            return ValueType.INT;
        } else if (value instanceof Value.Real) {
            return ValueType.REAL;
        } else if (value instanceof Value.Text) {
            return ValueType.TEXT;
        } else if (value instanceof Value.Bytes) {
            return ValueType.BYTES;
        } else if (value instanceof Value.Series) {
            return ValueType.SERIES;
        }
        if (value instanceof Value.Array) {
            return ValueType.ARRAY;
        }
        return value instanceof Value.Record ? ValueType.RECORD : ValueType.ANY;
    }
}
