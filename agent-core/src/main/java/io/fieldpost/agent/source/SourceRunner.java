package io.fieldpost.agent.source;

import io.fieldpost.agent.command.DeviceLine;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.command.PendingCommand;
import io.fieldpost.agent.source.Ongoing.Kind;
import io.fieldpost.agent.status.SourceStatus;
import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.config.Durations;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Drives one source: connects, reads or listens, cuts off what hangs, waits and tries again, and hands over what was measured.
 *
 * <p>{@link #step} is a function of the monotonic time and never waits for the device: every driver call runs on the source's own
 * thread, at most one at a time, and the step looks at its outcome. A call that is not back at its deadline is interrupted and the
 * source is {@link State#HUNG}. If it returns later, the driver is closed and the source continues with its back-off; if it does not
 * return within the grace, its thread is left to it (the driver is closed there if it ever returns) and the next attempt gets a new
 * one. Once {@link SourceLimits#abandonedThreads} threads are lost this way, nothing more is asked of the source until one returns.
 *
 * <p>Commands wait in one queue with the polls: while the source works, one goes before the next poll, and a poll that is due goes between
 * two of them. While it does not work they are refused at once, so none is carried out minutes after it was asked for.
 *
 * <p>Guaranteed: what a driver handed over before its close returned reaches the sink in order, or is reported as a loss. Best
 * effort: after a thread was left behind, the old driver may still hold its device while the new one tries to connect.
 *
 * <p>{@link #step}, {@link #requestStop} and {@link #stop} belong to one thread; {@link #status} and {@link #submit} to any.
 */
public final class SourceRunner implements DeviceLine {
    /** Turns of one step: a call that is done at once may begin the next, but never without end. */
    private static final int TURNS_A_STEP = 8;

    // For the runner's life.
    private final Source config;
    private final DriverFactory<?> factory;
    private final SourceEnvironment environment;
    private final SourceLimits limits;
    private final Conduct conduct;
    private final DriverCalls calls;
    private final List<Point> points;
    private final Handover handover;
    private final Drain drain;
    private final SourceJournal journal;
    private final Retry retry;
    private final CommandQueue commands;
    private final AtomicLong late = new AtomicLong();
    private boolean begun;
    private boolean broken;
    private boolean stopping;
    private boolean toldBad;

    // For one connection.
    /** Written by the step alone, read for the status by any thread. */
    private volatile @Nullable Session session;

    private @Nullable Ongoing ongoing;
    private @Nullable Failure failure;
    private long nextPoll;
    private boolean ready;
    private boolean commandWasLast;
    private @Nullable PendingCommand asked;
    private @Nullable PendingCall<Outcome> asking;

    /**
     * Makes a runner that has not begun; the first step connects.
     *
     * @param config the source as configured
     * @param factory the driver of its protocol
     * @param calls what runs the driver's calls; the runner closes it when it stops
     */
    public SourceRunner(Source config, DriverFactory<?> factory, SourceEnvironment environment, DriverCalls calls) {
        this.config = config;
        this.factory = factory;
        this.environment = environment;
        this.limits = environment.limits();
        this.conduct = environment.conduct();
        this.calls = calls;
        // Such a list is not copied by drivers that want one of their own.
        this.points =
                config.points().stream().map(point -> point(config, point)).collect(Collectors.toUnmodifiableList());
        this.handover = new Handover(config, environment);
        this.drain = new Drain(config.name(), handover, environment);
        this.journal = new SourceJournal(config.name(), environment.clock());
        this.retry = new Retry(environment);
        this.commands = new CommandQueue(config.name(), environment.wake());
    }

    private static Point point(Source source, PointSettings point) {
        return new Point(source.name(), point.name(), point.address(), ValueType.ANY, point.unit());
    }

    /**
     * Does what is due, without waiting.
     *
     * @param now monotonic nanoseconds, such as {@link System#nanoTime}
     */
    public void step(long now) {
        if (!begun) {
            begun = true;
            retry.begin(now);
        }
        for (int i = 0; i < TURNS_A_STEP && !stopping && turn(now); i++) {
            // Each turn does one thing.
        }
        endHopeless(now);
        handover.shape(now, environment.clock(), tellsChanges());
        drain.step(now);
        handover.remember(now, false);
    }

    /** Whether a value that the driver does not tell anew is the same still. */
    private boolean tellsChanges() {
        Session current = session;
        return current != null && ready && current.isStreaming() && current.lost() == null;
    }

    @Override
    public void submit(PendingCommand command) {
        commands.submit(command);
    }

    private void endHopeless(long now) {
        if (commands.isEmpty()) {
            return;
        }
        if (ready) {
            commands.endExpired(now);
            return;
        }
        SourceJournal.Entry entry = journal.entry();
        String detail = entry.detail().isEmpty() ? "" : ": " + entry.detail();
        commands.refuse(
                "source " + config.name() + " is " + entry.state().name().toLowerCase(Locale.ROOT) + detail);
    }

    /** Nanoseconds until the next step is due, unless woken before; {@link Long#MAX_VALUE} when only a wake can bring news. */
    public long nanosUntilStep(long now) {
        long work = Math.min(drain.nanosUntilDue(now), handover.nanosUntilShaping(now));
        long due = Math.min(work, stopping ? Long.MAX_VALUE : nanosUntilTurn(now));
        if (commands.isEmpty()) {
            return due;
        }
        return ready && ongoing != null ? Math.min(due, commands.nanosLeft(now)) : 0;
    }

    private long nanosUntilTurn(long now) {
        Ongoing running = ongoing;
        if (!begun) {
            return 0;
        } else if (running != null) {
            return running.nanosLeft(now);
        } else if (session == null) {
            return broken ? Long.MAX_VALUE : retry.nanosLeft(now);
        }
        return session.lost() != null ? 0 : session.isStreaming() ? Long.MAX_VALUE : Math.max(0, nextPoll - now);
    }

    /** @return whether something was done, so that another turn may find more */
    private boolean turn(long now) {
        Ongoing running = ongoing;
        if (running == null) {
            return begin(now);
        } else if (running.call.isDone()) {
            ongoing = null;
            finish(now, running);
            return true;
        }
        if (running.isOverdue(now)) {
            overdue(now, running);
        }
        return false;
    }

    private boolean begin(long now) {
        Session current = session;
        if (current == null) {
            return !broken && retry.nanosLeft(now) == 0 && connect(now);
        }
        DriverException lost = current.lost();
        if (lost != null) {
            fail(now, Failure.of("the session", lost));
            call(now, Kind.CLOSE, current::close);
            return true;
        }
        boolean readIsDue = !current.isStreaming() && now - nextPoll >= 0;
        PendingCommand next = ready && !(readIsDue && commandWasLast) ? commands.take(now) : null;
        commandWasLast = next != null;
        if (next != null) {
            asked = next;
            asking = calls.begin(() -> current.ask(next));
            ongoing = new Ongoing(Kind.COMMAND, asking, now + config.deadline().toNanos());
        } else if (readIsDue) {
            call(now, Kind.READ, () -> current.read(points));
        }
        return next != null || readIsDue;
    }

    private boolean connect(long now) {
        Session made = new Session(config.name(), environment, handover, late);
        session = made;
        failure = null;
        ready = false;
        journal.enter(State.CONNECTING, journal.entry().detail());
        call(now, Kind.OPEN, () -> made.open(factory, config.settings()));
        return true;
    }

    private void call(long now, Kind kind, Callable<?> work) {
        ongoing = new Ongoing(kind, calls.begin(work), now + config.deadline().toNanos());
    }

    private void finish(long now, Ongoing done) {
        Throwable thrown = done.call.failure();
        Session current = session;
        noteError(done.kind, thrown);
        if (done.kind == Kind.COMMAND) {
            answered(thrown);
        }
        if (current == null) {
            return;
        }
        if (thrown != null && !done.isCutOff()) {
            fail(now, Failure.of(done.kind.word, thrown));
        }
        if (done.kind == Kind.CLOSE) {
            ended(now);
        } else if (thrown != null || done.isCutOff()) {
            call(now, Kind.CLOSE, current::close);
        } else {
            succeeded(now, done, current);
        }
    }

    private void noteError(Kind kind, @Nullable Throwable thrown) {
        if (thrown instanceof Retold retold && retold.isError()) {
            conduct.error(kind.word + " of source " + config.name() + " ended in " + retold, retold.isOutOfMemory());
        }
    }

    private void succeeded(long now, Ongoing done, Session current) {
        switch (done.kind) {
            case OPEN -> {
                nextPoll = now;
                ready = !current.isStreaming();
                if (current.isStreaming()) {
                    call(now, Kind.START, () -> current.start(points));
                }
            }
            case START -> {
                ready = true;
                healthy(now);
            }
            case READ -> took(now, done.call.result());
            case COMMAND -> {
                // Its outcome was told; that a device obeys says nothing of its values.
            }
            case CLOSE -> throw new AssertionError("a close that succeeded ends the session");
        }
    }

    private void answered(@Nullable Throwable thrown) {
        PendingCommand answered = asked;
        PendingCall<Outcome> call = asking;
        asked = null;
        asking = null;
        if (answered == null) {
            return;
        }
        Outcome outcome = call == null ? null : call.result();
        answered.end(
                outcome == null
                        ? unknown("the " + answered.what() + " ended in " + thrown + ", a mistake in the driver")
                        : outcome);
    }

    private static Outcome unknown(String why) {
        return Outcome.of(Outcome.Result.UNKNOWN, why + "; it may have happened");
    }

    private void took(long now, @Nullable Object answers) {
        healthy(now);
        if (answers instanceof List<?> list) {
            handover.offerTogether(list);
        }
        // Aligned to the moment of connection: a poll that took too long costs the periods it covered, and never piles
        // up.
        long every = config.every().toNanos();
        long missed = (now - nextPoll) / every;
        nextPoll += (missed + 1) * every;
        journal.overran(
                now,
                missed,
                "reading " + points.size() + (points.size() == 1 ? " point" : " points") + " takes longer than "
                        + Durations.format(config.every())
                        + "; set 'every' higher or read fewer points");
    }

    private void healthy(long now) {
        if (retry.healthy(now)) {
            toldBad = false;
        }
        journal.healthy(now);
    }

    private void overdue(long now, Ongoing running) {
        Session current = session;
        if (current == null) {
            return;
        }
        long next = now + limits.grace().toNanos();
        if (!running.isCutOff()) {
            running.cutOff(next);
            hang(now, running, current);
        } else if (calls.abandon(running.kind == Kind.CLOSE ? () -> {} : () -> closeQuietly(current))) {
            ongoing = null;
            ended(now);
        } else {
            running.extend(next);
            journal.enter(
                    State.HUNG,
                    calls.abandoned() + " threads hang in driver " + config.protocol()
                            + "; nothing more is asked of it until one returns; restart the agent and tell the vendor");
        }
    }

    private void hang(long now, Ongoing running, Session current) {
        Kind kind = running.kind;
        long millis = config.deadline().toMillis();
        conduct.overdue(running.call);
        fail(now, Failure.hung(kind.word, millis));
        PendingCommand hanging = asked;
        if (kind == Kind.COMMAND && hanging != null) {
            asked = null;
            asking = null;
            hanging.end(unknown("the driver did not return from the " + hanging.what() + " within " + millis + " ms"));
        }
        journal.enter(
                State.HUNG,
                kind.word + " of the driver did not return within " + millis + " ms; check the device and its line");
        shut(current);
    }

    private void closeQuietly(Session left) {
        try {
            left.close();
        } catch (Throwable t) {
            Logger.debug(Retold.of(t), "source {}: close of a driver that had hung failed", config.name());
        }
        left.end();
    }

    private void fail(long now, Failure told) {
        ready = false;
        conduct.failed();
        journal.failed(now, told);
        retry.failed(now);
        if (failure == null) {
            failure = told;
        }
    }

    /** The driver is closed, or given up: nothing more comes from it, and the centre is told so once. */
    private void ended(long now) {
        Session current = session;
        if (current != null) {
            shut(current);
            current.end();
        }
        session = null;
        Failure why = failure;
        if (why == null) {
            return;
        }
        if (!why.reason().retryable()) {
            broken = true;
            journal.enter(State.BROKEN, why.message() + "; correct the configuration and restart the agent");
            return;
        }
        long wait = retry.schedule(now, why.reason());
        journal.enter(
                State.WAITING,
                why.message() + "; tried " + journal.failuresInARow() + " times, next in "
                        + Duration.ofNanos(wait).toMillis() + " ms");
    }

    private void shut(Session current) {
        current.shut();
        Failure why = failure;
        if (why != null && !toldBad) {
            toldBad = true;
            Instant time = environment.clock().instant();
            handover.offerTogether(points.stream()
                    .map(point -> Measurement.bad(point, why.quality(), time))
                    .toList());
        }
    }

    /** Asks the driver to end, and returns at once; {@link #stop} waits. Lets several sources end side by side. */
    public void requestStop() {
        if (stopping) {
            return;
        }
        stopping = true;
        ready = false;
        commands.close("the agent stops");
        Session current = session;
        Ongoing running = ongoing;
        if (running != null && running.kind != Kind.CLOSE) {
            running.call.interrupt();
        }
        if (current != null && (running == null || running.kind != Kind.CLOSE)) {
            ongoing = new Ongoing(Kind.CLOSE, calls.begin(current::close), 0);
        }
        calls.close();
    }

    /** Whether the driver has ended since {@link #requestStop}, so that {@link #stop} need not wait. */
    public boolean hasEnded() {
        Ongoing closing = ongoing;
        return stopping && (closing == null || closing.call.isDone());
    }

    /**
     * Closes the driver, hands over what it had given, and lets the thread end.
     *
     * @param bound how long to wait for the driver
     * @return whether the driver ended in time and nothing was left behind
     */
    public boolean stop(long now, Duration bound) {
        requestStop();
        boolean ended = awaitClose(bound);
        Ongoing left = ongoing;
        if (!ended && left != null) {
            conduct.left(left.call);
        }
        endAsked();
        if (session != null) {
            session.end();
            session = null;
        }
        handover.endShaping(now);
        boolean drained = drain.finish(now);
        handover.remember(now, true);
        journal.enter(State.STOPPED, "");
        if (!ended) {
            Logger.warn(
                    "source {}: the driver did not close within {} ms and is left behind",
                    config.name(),
                    bound.toMillis());
        }
        if (!drained) {
            Logger.warn(
                    "source {}: {} measurements are lost, the store did not accept them",
                    config.name(),
                    handover.size());
        }
        return ended && drained;
    }

    private void endAsked() {
        PendingCall<Outcome> call = asking;
        PendingCommand left = asked;
        if (call != null && call.isDone()) {
            answered(call.failure());
        } else if (left != null) {
            asked = null;
            left.end(unknown("the agent was stopped before the device had answered the " + left.what()));
        }
    }

    private boolean awaitClose(Duration bound) {
        Ongoing closing = ongoing;
        if (closing == null) {
            return true;
        }
        try {
            return closing.call.await(bound.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A snapshot. Any thread. */
    public SourceStatus status() {
        SourceJournal.Entry entry = journal.entry();
        Session current = session;
        return new SourceStatus(
                config.name(),
                config.protocol(),
                entry.state(),
                entry.since(),
                entry.detail(),
                drain.accepted(),
                drain.bad(),
                journal.failures(),
                journal.overruns(),
                handover.dropped(),
                handover.suppressed(),
                handover.late(),
                handover.latest(),
                current == null ? List.of() : current.remarks().kept(),
                current == null ? 0 : current.remarks().count());
    }

    /** Measurements that were left out since the start, for their deadband or because others of the same interval followed. Any thread. */
    public long suppressed() {
        return handover.suppressed();
    }

    /** Measurements that a driver handed over after its close, which are refused. Any thread. */
    public long late() {
        return late.get();
    }
}
