package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.Secret;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's end of one child: its calls, and what it says by itself.
 *
 * <p>Calls are made one at a time, and each ends: with the child's answer, with the child's own end, or, when it is interrupted, with the answer
 * that comes within {@link #INTERRUPTED_MILLIS} or else with the end of the child, which is killed. What the child sends that can't be read ends it
 * as well. Threads: one reads what it sends, one writes what is sent to it; both end with it.
 */
final class Connection {
    /** How long a driver has to give up a call that is interrupted. */
    static final long INTERRUPTED_MILLIS = 1000;

    /** How long a driver has to close. */
    static final long CLOSE_MILLIS = 5000;

    private static final long END_MILLIS = 2000;

    private final Child child;
    private final String name;
    private final DriverContext context;
    private final ContextServices services;
    private final FrameWriter writer;
    private final Thread reader;
    private final MeasurementFields fields = new MeasurementFields();
    private final AtomicReference<@Nullable Call> pending = new AtomicReference<>();
    private int calls;
    private volatile @Nullable Consumer<Measurement> sink;
    private volatile ReceivedPoints points = new ReceivedPoints(List.of());
    private volatile @Nullable DriverException dead;
    private volatile boolean closing;

    /**
     * Begins to listen.
     *
     * @param name the child in messages: {@code the process of plug-in acme}
     * @param secrets that it may ask for
     */
    Connection(Child child, String name, DriverContext context, Set<Secret> secrets) {
        this.child = child;
        this.name = name;
        this.context = context;
        writer = new FrameWriter(child.input(), "source-" + context.source() + "-to");
        services = new ContextServices(context, secrets, writer, child);
        reader = new PipeThread("source-" + context.source() + "-from", this::listen);
        reader.start();
    }

    /** Where measurements go from now on. */
    void handTo(Consumer<Measurement> to, List<Point> asked) {
        points = new ReceivedPoints(asked);
        sink = to;
    }

    /** Makes a call and waits for its answer. */
    ByteSource call(ToChild kind, Consumer<ByteSink> body) throws DriverException {
        Call call = begin(kind, body);
        try {
            call.await(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            giveUp(kind, call);
            // What comes of it may well be another exception: whoever interrupted can still see that it was.
            Thread.currentThread().interrupt();
        }
        return call.result();
    }

    private Call begin(ToChild kind, Consumer<ByteSink> body) throws DriverException {
        DriverException gone = dead;
        if (gone != null) {
            throw new DriverException(gone.reason(), String.valueOf(gone.getMessage()));
        }
        Call call = new Call(++calls, kind);
        if (!pending.compareAndSet(null, call)) {
            throw new IllegalStateException("two calls to one driver at once");
        }
        boolean sent = false;
        try {
            sent = writer.offer(kind, sink -> {
                sink.varint(call.number);
                body.accept(sink);
            });
        } catch (IllegalArgumentException e) {
            throw new DriverException(
                    Reason.REFUSED, Words.of(kind) + " can't be handed to " + name + ", " + e.getMessage());
        } finally {
            if (!sent) {
                pending.compareAndSet(call, null);
            }
        }
        if (!sent) {
            child.kill();
            throw new DriverException(Reason.TIMEOUT, name + " does not read what is asked of it and was ended");
        }
        DriverException ended = dead;
        if (ended != null && pending.compareAndSet(call, null)) {
            throw call.failure(ended);
        }
        return call;
    }

    private void giveUp(ToChild kind, Call call) {
        writer.offer(ToChild.INTERRUPT, sink -> sink.varint(call.number));
        try {
            if (call.await(INTERRUPTED_MILLIS)) {
                return;
            }
        } catch (InterruptedException again) {
            // No more patience.
        }
        end(new DriverException(
                Reason.TIMEOUT,
                name + " did not end " + Words.of(kind) + " within " + INTERRUPTED_MILLIS
                        + " ms of its interruption and was killed"));
    }

    /** Closes the driver, and ends the child in any case. */
    void close() {
        closing = true;
        if (dead == null) {
            askToClose();
        }
        writer.close();
        child.awaitEnd(dead == null ? END_MILLIS : 0);
        join(reader);
        join(writer.thread());
    }

    private void askToClose() {
        try {
            Call call = begin(ToChild.CLOSE, sink -> {});
            if (!call.await(CLOSE_MILLIS)) {
                end(new DriverException(Reason.TIMEOUT, name + " did not close within " + CLOSE_MILLIS + " ms"));
            }
        } catch (DriverException | IllegalStateException e) {
            // It is gone, or does something that was given up: it is killed below.
            child.kill();
        } catch (InterruptedException e) {
            child.kill();
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        String why;
        try {
            FrameReader frames = new FrameReader(child.output());
            ByteSource frame = frames.next();
            if (frame != null) {
                greet(frame);
            }
            while (frame != null) {
                frame = frames.next();
                if (frame != null) {
                    hear(frame);
                }
            }
            why = "";
        } catch (DamagedBatchException e) {
            why = "sent what can't be read and was killed: " + e.getMessage();
        } catch (IOException e) {
            why = "";
        } catch (RuntimeException e) {
            why = "said what led to " + e + " and was killed";
        }
        ended(why);
    }

    private void ended(String why) {
        if (!why.isEmpty()) {
            child.kill();
        }
        // A child that closes its end and lives on is of no use.
        String how = child.awaitEnd(END_MILLIS);
        end(new DriverException(
                why.isEmpty() ? Reason.UNREACHABLE : Reason.PROTOCOL,
                name + " " + (why.isEmpty() ? how : why) + "; what it handed over last may be lost"));
    }

    /** Says once, to whoever waits or else to the runner, that there is no child any more. */
    private void end(DriverException why) {
        synchronized (this) {
            if (dead != null) {
                return;
            }
            dead = why;
        }
        child.kill();
        Call call = pending.getAndSet(null);
        if (call != null) {
            call.fail(call.failure(why));
        } else if (!closing) {
            context.connectionLost(why);
        }
    }

    private static void greet(ByteSource frame) throws DamagedBatchException {
        if (ToAgent.of(frame) != ToAgent.HELLO || frame.varint() != ToAgent.VERSION) {
            throw frame.damaged("no greeting of version " + ToAgent.VERSION
                    + "; if the agent was updated while it ran, restart it");
        }
    }

    private void hear(ByteSource frame) throws DamagedBatchException {
        switch (ToAgent.of(frame)) {
            case HELLO -> throw frame.damaged("a second greeting");
            case DONE -> answered(frame, frame.varint()).succeed(frame);
            case FAILED -> failed(frame);
            case MEASURED -> measured(frame);
            case REMARK -> services.remark(frame);
            case WHEN_KEPT -> services.whenKept(frame.varint());
            case LOST -> services.lost(Thrown.read(frame));
            case ASK -> services.asked(frame);
        }
    }

    private void failed(ByteSource frame) throws DamagedBatchException {
        long number = frame.varint();
        // Before the call is taken: one that is taken has to be ended.
        Throwable why = Thrown.read(frame);
        answered(frame, number).fail(why);
    }

    private Call answered(ByteSource frame, long number) throws DamagedBatchException {
        Call call = pending.get();
        if (call == null || call.number != number || !pending.compareAndSet(call, null)) {
            throw frame.damaged("an answer to call " + number + ", which nobody made");
        }
        return call;
    }

    private void measured(ByteSource frame) throws DamagedBatchException {
        Consumer<Measurement> to = sink;
        if (to == null) {
            throw frame.damaged("a measurement before start");
        }
        to.accept(fields.read(frame, points.read(frame)));
    }
}
