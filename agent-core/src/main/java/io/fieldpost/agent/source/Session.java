package io.fieldpost.agent.source;

import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.command.PendingCommand;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.StreamingDriver;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a driver from its creation to its close, and what it may say meanwhile. {@link #open}, {@link #start},
 * {@link #read}, {@link #ask} and {@link #close} run on the source's thread; a driver calls the rest from any.
 */
final class Session implements DriverContext, Consumer<Measurement> {
    private final String source;
    private final SourceEnvironment environment;
    private final Handover handover;
    private final AtomicLong late;
    private final AtomicReference<DriverException> lost = new AtomicReference<>();
    private final AtomicLong lateHere = new AtomicLong();
    private final Remarks remarks = new Remarks();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean shut;
    private volatile @Nullable Driver driver;

    /**
     * A session without a driver.
     *
     * @param late counts what comes after {@link #shut}
     */
    Session(String source, SourceEnvironment environment, Handover handover, AtomicLong late) {
        this.source = source;
        this.environment = environment;
        this.handover = handover;
        this.late = late;
    }

    /** Creates the driver and connects it. */
    <C extends Record> Driver open(DriverFactory<C> factory, Record settings) throws DriverException {
        if (!factory.configType().isInstance(settings)) {
            throw new DriverException(
                    DriverException.Reason.CONFIGURATION,
                    "driver " + factory.protocol() + " takes "
                            + factory.configType().getName() + ", not "
                            + settings.getClass().getName());
        }
        C config = factory.configType().cast(settings);
        factory.remarks(config).forEach(remarks::note);
        Driver created = factory.create(config, this);
        driver = created;
        environment.conduct().opened();
        if (!(created instanceof PolledDriver) && !(created instanceof StreamingDriver)) {
            throw new DriverException(
                    DriverException.Reason.CONFIGURATION,
                    "driver " + factory.protocol() + " can neither be polled nor watched; ask its vendor");
        }
        created.open();
        return created;
    }

    /** Whether the driver pushes; one that can do both is watched. Only once it is open. */
    boolean isStreaming() {
        return driver instanceof StreamingDriver;
    }

    boolean start(List<Point> points) throws DriverException {
        if (driver instanceof StreamingDriver streaming) {
            streaming.start(points, this);
        }
        return true;
    }

    /** Reads and checks what was read. */
    List<Measurement> read(List<Point> points) throws DriverException {
        if (driver instanceof PolledDriver polled) {
            return Answers.taken(points, polled.read(points));
        }
        return List.of();
    }

    /** Gives a command to the driver. */
    Outcome ask(PendingCommand command) {
        Driver opened = driver;
        return opened == null
                ? Outcome.of(Outcome.Result.NOT_CONNECTED, "source " + source + " has no driver yet")
                : command.ask(opened);
    }

    boolean close() {
        Driver opened = driver;
        if (opened != null) {
            opened.close();
        }
        return true;
    }

    /** From now on what the driver hands over is refused and counted. */
    void shut() {
        shut = true;
    }

    /** Nobody waits for its driver any more. */
    void end() {
        shut();
        if (driver != null && ended.compareAndSet(false, true)) {
            environment.conduct().ended();
        }
    }

    /** Why the session ended by itself; null while it has not. */
    @Nullable
    DriverException lost() {
        return lost.get();
    }

    @Override
    public void accept(Measurement measurement) {
        if (shut) {
            late.incrementAndGet();
            environment.conduct().late();
            Brake.late(lateHere.incrementAndGet());
        } else if (measurement == null || !measurement.point().source().equals(source)) {
            connectionLost(new DriverException(
                    DriverException.Reason.PROTOCOL,
                    "the driver handed over what is not a measurement of source " + source + ": "
                            + (measurement == null
                                    ? null
                                    : "one of "
                                            + Retold.shortened(
                                                    measurement.point().source()))));
        } else {
            handover.offer(measurement);
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String gateway() {
        return environment.gateway();
    }

    @Override
    public boolean clockSynchronised() {
        return environment.clockSynchronised().getAsBoolean();
    }

    @Override
    public InstantSource clock() {
        return environment.clock();
    }

    @Override
    public Path directory() {
        return environment.directory();
    }

    @Override
    public void remark(Remark remark) {
        remarks.note(remark);
    }

    @Override
    public void whenKept(Runnable then) {
        if (!shut) {
            handover.whenKept(() -> environment.told().execute(then));
        }
    }

    Remarks remarks() {
        return remarks;
    }

    @Override
    public Path protocolDirectory() {
        return environment.protocolDirectory();
    }

    private static DriverException retold(@Nullable DriverException cause) {
        return cause != null && Retold.of(cause) instanceof DriverException told
                ? told
                : new DriverException(
                        DriverException.Reason.PROTOCOL, "the driver lost its connection and says nothing of it");
    }

    @Override
    public void connectionLost(DriverException cause) {
        if (!shut && lost.compareAndSet(null, retold(cause))) {
            environment.wake().run();
        }
    }
}
