package io.fieldpost.radio;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.spectrum.Scanner;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The body of the computing thread: blocks in, measurements out, until it is interrupted or the receiver is lost. */
final class ScanLoop implements Runnable {
    /** Samples come every few milliseconds; rtl_tcp's slowest rate fills a transfer in 0.6 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Receiver receiver;
    private final Map<String, List<Point>> points;
    private final TraceMeasurement measurements;
    private final Consumer<Measurement> sink;
    private final DriverContext context;
    private final LongSupplier nanoTime;
    private final Scanner scanner;
    private final Map<String, Long> droppedBefore = new HashMap<>();

    ScanLoop(
            Receiver receiver,
            Assignments assignments,
            TraceMeasurement measurements,
            Consumer<Measurement> sink,
            DriverContext context,
            LongSupplier nanoTime) {
        this.receiver = receiver;
        points = assignments.points();
        this.measurements = measurements;
        this.sink = sink;
        this.context = context;
        this.nanoTime = nanoTime;
        scanner = new Scanner(assignments.tasks(), receiver::tune, nanoTime.getAsLong());
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DriverException e) {
            context.connectionLost(e);
        } catch (RuntimeException e) {
            // A fault of ours in one scan must not look like a silent band.
            context.connectionLost(new DriverException(Reason.PROTOCOL, "scan failed, " + e, e));
        }
    }

    /** Takes one block through. */
    private void step() throws DriverException, InterruptedException {
        SampleBlock block = receiver.take(PATIENCE);
        if (block == null) {
            throw new DriverException(
                    Reason.UNREACHABLE, "recording has come to its end; with loop=true it is played again and again");
        }
        Trace trace;
        try {
            trace = scanner.step(block.iq(), block.length(), block.format(), block.firstSample(), nanoTime.getAsLong());
        } finally {
            receiver.release(block);
        }
        hand(trace);
    }

    private void hand(@Nullable Trace trace) {
        if (trace == null) {
            return;
        }
        String mission = trace.plan().mission();
        long dropped = receiver.counters().dropped();
        Long before = droppedBefore.put(mission, dropped);
        long since = Math.max(0, dropped - (before == null ? 0 : before));
        for (Point point : points.getOrDefault(mission, List.of())) {
            sink.accept(measurements.of(point, trace, since, context.clock().instant()));
        }
    }
}
