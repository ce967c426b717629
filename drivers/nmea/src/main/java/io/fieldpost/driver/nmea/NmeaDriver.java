package io.fieldpost.driver.nmea;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.Freshness;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineListener;
import io.fieldpost.driver.serial.LineReader;
import io.fieldpost.driver.serial.LineShape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One source of sentences. A thread of its own listens to it. */
final class NmeaDriver implements StreamingDriver {
    /** The standard allows 82 with its ends; talkers and tag blocks of later releases are longer. */
    private static final int LONGEST_SENTENCE = 512;
    /** A report of a hundred satellites is some 12 KiB long. */
    private static final int LONGEST_REPORT = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = 500_000_000;

    private final NmeaSettings settings;
    private final DriverContext context;
    private final NmeaConnection connection;

    // From open to close.
    private @Nullable ByteLine line;
    private @Nullable LineListener listener;

    NmeaDriver(NmeaSettings settings, DriverContext context) {
        this.settings = settings;
        this.context = context;
        this.connection = NmeaConnection.parse(settings.connection());
    }

    @Override
    public void open() throws DriverException {
        line = connection.open(settings.serial());
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        ByteLine opened = line;
        if (opened == null) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "the line is not open");
        }
        Watch watch = new Watch(points, sink, opened);
        listener = LineListener.start("nmea-" + context.source(), opened, watch::step, context::connectionLost);
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        } else if (line != null) {
            line.close();
        }
    }

    /** What the listening thread does. */
    private final class Watch {
        private final Consumer<Measurement> sink;
        private final LineReader reader;
        private final Freshness freshness;
        private final Reports reports;
        private final NmeaPoints points;
        private Instant arrived;

        Watch(List<Point> all, Consumer<Measurement> sink, ByteLine line) {
            boolean gpsd = connection instanceof NmeaConnection.Gpsd;
            this.sink = sink;
            this.reader = new LineReader(line, LineShape.text(gpsd ? LONGEST_REPORT : LONGEST_SENTENCE, PATIENCE));
            this.freshness = new Freshness(all, settings.staleAfter(), System.nanoTime());
            this.reports = new Reports(gpsd, settings.checksum() == NmeaSettings.Checksums.REQUIRED, context);
            this.arrived = context.clock().instant();
            this.points = new NmeaPoints(all, context, this::give);
            points.tellUnknown();
        }

        void step() throws DriverException {
            Heard heard = reader.next(System.nanoTime() + LOOK_NANOS);
            arrived = context.clock().instant();
            long now = System.nanoTime();
            if (heard != null) {
                reports.take(heard, arrived, points::take, told -> points.take(told, now));
            }
            if (freshness.isStale(reader.lastByteNanos(), now)) {
                throw new DriverException(
                        DriverException.Reason.TIMEOUT,
                        "nothing has come for " + howLong() + ": " + settings.connection()
                                + "; is the device powered, and set to send?");
            }
            freshness.takeStale(now).forEach(point -> points.tellStale(point, howLong()));
        }

        private String howLong() {
            return settings.staleAfter().toMillis() + " ms";
        }

        private void give(Point point, Outcome outcome) {
            freshness.heardOf(point, System.nanoTime());
            sink.accept(outcome.of(point, arrived));
        }
    }
}
