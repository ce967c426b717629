package io.fieldpost.agent.record;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Batches to test with. */
public final class Batches {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    private Batches() {}

    /** Batches of up to 30 rows: values of every kind, historical ones, times of any year, qualities of any status. */
    public static Arbitrary<List<Measurement>> any() {
        return measurements().list().ofMaxSize(30);
    }

    private static Arbitrary<Measurement> measurements() {
        Arbitrary<Integer> statuses =
                Arbitraries.oneOf(Arbitraries.of(Quality.values()).map(Quality::opcUaStatus), Arbitraries.integers());
        return Combinators.combine(points(), values(), statuses, times(), times(), Arbitraries.of(true, false))
                .as(Batches::measurement);
    }

    private static Measurement measurement(
            Point point, Value value, int status, Instant source, Instant received, boolean historical) {
        Quality quality = Quality.ofOpcUaStatus(status);
        boolean bad = quality.severity() == Quality.Severity.BAD;
        return new Measurement(point, bad ? new Value.Absent() : value, quality, source, received, status, historical);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(
                        Arbitraries.of("press-1", "fm"), names(), Arbitraries.of(ValueType.values()), names())
                .as((source, name, type, unit) -> new Point(source, name, "", type, unit));
    }

    private static Arbitrary<Instant> times() {
        Arbitrary<Instant> any = Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
        return Arbitraries.oneOf(any, Arbitraries.of(NOW, NOW.plusMillis(1), NOW.plusNanos(100)));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "bb", "Cel", "温度", "", "𝛺");
    }

    private static Arbitrary<Value> values() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.doubles().map(Value.Real::new),
                () -> Arbitraries.of(Double.NaN, -0.0, Double.POSITIVE_INFINITY, 1.5)
                        .map(Value.Real::new),
                () -> Arbitraries.longs().map(Value.Int::new),
                () -> Arbitraries.of(true, false).map(Value.Bool::new),
                () -> names().map(Value.Text::new),
                () -> Arbitraries.bytes().array(byte[].class).map(Value.Bytes::new),
                () -> Arbitraries.just(new Value.Absent()),
                () -> records(),
                () -> Arbitraries.lazy(Batches::values).list().ofMaxSize(3).map(Value.Array::new),
                () -> Combinators.combine(
                                Arbitraries.doubles(), Arbitraries.floats().array(float[].class), records())
                        .as((start, floats, conditions) -> new Value.Series(start, 0.5, "Hz", floats, conditions)),
                () -> Combinators.combine(Arbitraries.doubles(), tenths(), records())
                        .as((start, levels, conditions) ->
                                Value.Series.inTenths(start, 0.5, "Hz", levels, conditions)));
    }

    /** Levels of a series in tenths: near each other, far from each other, and none at all. */
    private static Arbitrary<float[]> tenths() {
        Arbitrary<Float> special =
                Arbitraries.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.01f, 3276.6f, -3276.6f);
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.floats().between(-90, -88)),
                        Tuple.of(5, Arbitraries.floats().between(-3276, 3276)),
                        Tuple.of(1, special))
                .array(float[].class)
                .ofMaxSize(70)
                .withoutEdgeCases();
    }

    private static Arbitrary<Value.Record> records() {
        return Arbitraries.maps(names(), Arbitraries.lazy(Batches::values))
                .ofMaxSize(3)
                .map(Value.Record::new);
    }
}
