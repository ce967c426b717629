package io.fieldpost.agent.shaping;

import io.fieldpost.config.Setting;
import io.fieldpost.config.gateway.DerivedPoint;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.Statistic;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The shaping of one source with time in a test's hand; tells what was kept in a line each. */
final class ShapingBench implements Outlet {
    static final String SOURCE = "line";

    @Setting("Nothing to set.")
    record NoSettings() {}

    final List<Measurement> kept = new ArrayList<>();
    final List<Measurement> seen = new ArrayList<>();
    final Shaping shaping;
    Instant time = Instant.parse("2026-03-01T12:00:00Z");
    long now = Long.MAX_VALUE - 5_000_000_000L;
    boolean full;

    ShapingBench(List<PointSettings> points, DerivedPoint... derived) {
        this(Path.of("unused"), points, derived);
    }

    ShapingBench(Path directory, List<PointSettings> points, DerivedPoint... derived) {
        Source source = new Source(
                SOURCE,
                "none",
                new NoSettings(),
                points,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                List.of(),
                List.of(),
                List.of(derived));
        shaping = Shaping.of(source, directory, this);
    }

    static PointSettings plain(String name) {
        return new PointSettings(name, "at:" + name, "1", null, List.of());
    }

    static PointSettings thinned(String name, Double deadband, Duration heartbeat, Duration interval) {
        return new PointSettings(
                name, "at:" + name, "1", deadband, List.of(), null, null, List.of(), heartbeat, interval);
    }

    static PointSettings scaled(String name, Double scale, Double offset, List<Double> clamp) {
        return new PointSettings(name, "at:" + name, "1", null, List.of(), scale, offset, clamp, null, null);
    }

    static DerivedPoint expression(String name, String expression) {
        return new DerivedPoint(name, "kW", expression, null, null, null, null, null, List.of(), null, null, null);
    }

    static DerivedPoint rate(String name, String counter, Duration per, Double rollsOverAt) {
        return rate(name, counter, per, null, rollsOverAt);
    }

    static DerivedPoint rate(String name, String counter, Duration per, Duration length, Double rollsOverAt) {
        return new DerivedPoint(name, "kW", null, counter, per, rollsOverAt, null, length, List.of(), null, null, null);
    }

    static DerivedPoint window(String name, String point, Duration length, Statistic... statistics) {
        return new DerivedPoint(
                name, "kW", null, null, null, null, point, length, List.of(statistics), null, null, null);
    }

    static Point point(String name) {
        return new Point(SOURCE, name, "at:" + name, ValueType.ANY, "1");
    }

    void tell(String name, Value value) {
        accept(Measurement.good(point(name), value, time));
    }

    void tell(String name, double value) {
        tell(name, new Value.Real(value));
    }

    void tell(String name, Value value, Quality quality) {
        accept(new Measurement(point(name), value, quality, time, time));
    }

    void tellBad(String name, Quality quality) {
        accept(Measurement.bad(point(name), quality, time));
    }

    void accept(Measurement measurement) {
        shaping.accept(measurement, now);
    }

    /** What a poll has read. */
    void poll(Measurement... measurements) {
        shaping.beginTogether(now);
        for (Measurement measurement : measurements) {
            accept(measurement);
        }
        shaping.endTogether(now);
    }

    /** Lets time pass, and whoever wants a turn meanwhile have it, in the way of a source that tells changes. */
    void pass(Duration duration) {
        pass(duration, true);
    }

    void pass(Duration duration, boolean silenceIsNoChange) {
        long end = now + duration.toNanos();
        for (long wait = shaping.nanosUntilStep(now); wait <= end - now; wait = shaping.nanosUntilStep(now)) {
            forward(wait);
            shaping.step(now, time, silenceIsNoChange);
        }
        forward(end - now);
    }

    void forward(long nanos) {
        now += nanos;
        time = time.plusNanos(nanos);
    }

    /** What was kept since the last call, each as {@code name=value} with its quality unless it is good. */
    List<String> told() {
        List<String> told = kept.stream().map(ShapingBench::text).toList();
        kept.clear();
        return told;
    }

    static String text(Measurement measurement) {
        String quality = measurement.quality() == Quality.GOOD ? "" : " " + measurement.quality();
        return measurement.point().name() + "=" + text(measurement.value()) + quality;
    }

    private static String text(Value value) {
        if (value instanceof Value.Real real) {
            return String.valueOf(real.value());
        } else if (value instanceof Value.Int count) {
            return String.valueOf(count.value());
        } else if (value instanceof Value.Bool flag) {
            return String.valueOf(flag.value());
        } else if (value instanceof Value.Text text) {
            return text.value();
        }
        return value instanceof Value.Absent ? "-" : value.toString();
    }

    @Override
    public void see(Measurement measurement) {
        seen.add(measurement);
    }

    @Override
    public boolean keep(Measurement measurement) {
        if (!full) {
            kept.add(measurement);
        }
        return !full;
    }
}
