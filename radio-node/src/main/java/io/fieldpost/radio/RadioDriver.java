package io.fieldpost.radio;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.ReceiverSetup;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One receiver and its missions. Announces a point for each mission, of its name, type {@code SERIES} and unit {@code dB{FS}}: decibels
 * below a full-scale tone, because nothing is calibrated.
 *
 * <p>Threads: the runner's for {@link #open}, {@link #start} and {@link #close}; the receiver's own reads; one named after the source
 * computes and hands on traces. Intervals are measured by a monotonic clock, so that setting the gateway's clock neither fakes a loss
 * nor holds a scan; traces are stamped by the context's clock.
 */
final class RadioDriver implements StreamingDriver {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final RadioSettings settings;
    private final DriverContext context;
    private final Receiver receiver;
    private final LongSupplier nanoTime;
    private final ReceiverSetup setup;
    private String tuner = "";
    private @Nullable Thread thread;

    RadioDriver(RadioSettings settings, DriverContext context, Receiver receiver, LongSupplier nanoTime) {
        this.settings = settings;
        this.context = context;
        this.receiver = receiver;
        this.nanoTime = nanoTime;
        setup = new ReceiverSetup(settings.sampleRate().hertz(), Gain.parse(settings.gain()), settings.ppm());
    }

    @Override
    public void open() throws DriverException {
        tuner = receiver.open(setup);
    }

    /**
     * Begins to scan.
     *
     * @param points empty for all missions; or points whose addresses are missions' names, and then only those are carried out
     */
    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) {
        Assignments assignments = Assignments.of(settings, context.source(), points);
        for (Point unknown : assignments.unknown()) {
            sink.accept(Measurement.bad(
                    unknown, Quality.BAD_ADDRESS_UNKNOWN, context.clock().instant()));
        }
        ScanLoop loop =
                new ScanLoop(receiver, assignments, new TraceMeasurement(tuner, setup), sink, context, nanoTime);
        Thread scanning = new Thread(loop, context.source() + "-spectrum");
        scanning.setDaemon(true);
        scanning.start();
        thread = scanning;
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(CLOSE_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        receiver.close();
    }
}
