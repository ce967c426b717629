package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.serial.ByteLine;
import io.fieldpost.driver.serial.Freshness;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.serial.LineListener;
import io.fieldpost.driver.serial.LineReader;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A device that speaks unasked. A thread of its own listens to it. */
final class UnaskedDriver implements StreamingDriver {
    private static final long MOST_LOOK_NANOS = 1_000_000_000;

    private final SerialTextSettings settings;
    private final DriverContext context;
    private final LineJudge judge;
    private final long lookNanos;

    // From open to close.
    private @Nullable ByteLine line;
    private @Nullable LineListener listener;

    UnaskedDriver(SerialTextSettings settings, DriverContext context) throws DriverException {
        this.settings = settings;
        this.context = context;
        this.judge = new LineJudge(settings, context);
        this.lookNanos = settings.staleAfter().isZero()
                ? MOST_LOOK_NANOS
                : Math.min(MOST_LOOK_NANOS, settings.staleAfter().toNanos());
    }

    @Override
    public void open() throws DriverException {
        line = settings.open();
    }

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        ByteLine opened = line;
        if (opened == null) {
            throw new DriverException(DriverException.Reason.UNREACHABLE, "the line is not open");
        }
        Watch watch = new Watch(points, sink, new LineReader(opened, settings.shape()));
        listener = LineListener.start("serial-text-" + context.source(), opened, watch::step, context::connectionLost);
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
        private final List<Point> points;
        private final Consumer<Measurement> sink;
        private final LineReader reader;
        private final Freshness freshness;

        Watch(List<Point> points, Consumer<Measurement> sink, LineReader reader) {
            this.points = List.copyOf(points);
            this.sink = sink;
            this.reader = reader;
            this.freshness = new Freshness(this.points, settings.staleAfter(), System.nanoTime());
            for (Point point : this.points) {
                if (judge.address(point).isEmpty()) {
                    give(point, judge.told(point, LineJudge.unknown(point)));
                }
            }
        }

        void step() throws DriverException {
            Heard heard = reader.next(System.nanoTime() + lookNanos);
            if (heard != null) {
                judge.judge(heard, points, this::give);
            }
            long now = System.nanoTime();
            if (freshness.isStale(reader.lastByteNanos(), now)) {
                throw new DriverException(
                        DriverException.Reason.TIMEOUT,
                        "the device has said nothing for "
                                + settings.staleAfter().toMillis() + " ms: "
                                + settings.connection()
                                + "; is it powered, and set to send by itself? write stale_after: 0s when it may be silent");
            }
            freshness.takeStale(now).forEach(this::tellStale);
        }

        private void give(Point point, Outcome outcome) {
            freshness.heardOf(point, System.nanoTime());
            sink.accept(outcome.of(point, context.clock().instant()));
        }

        private void tellStale(Point point) {
            Outcome stale = Outcome.bad(
                    Quality.BAD_TIMEOUT,
                    "no line has fitted it for " + settings.staleAfter().toMillis() + " ms; see what lines come");
            give(point, judge.told(point, judge.address(point).isPresent() ? stale : LineJudge.unknown(point)));
        }
    }
}
