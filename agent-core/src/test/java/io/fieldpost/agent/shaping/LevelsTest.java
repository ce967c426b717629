package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Scale and limits: what a device tells, and what is kept of it. */
class LevelsTest {
    private static final Value.Record NONE = new Value.Record(Map.of());

    @Test
    void tenthsComeOutAsTheyAreWritten() {
        assertThat(scaled(0.1, 0.0, new Value.Int(3))).isEqualTo(new Value.Real(0.3));
        assertThat(scaled(0.001, null, new Value.Int(1234567))).isEqualTo(new Value.Real(1234.567));
        assertThat(scaled(-0.1, null, new Value.Int(7))).isEqualTo(new Value.Real(-0.7));
        assertThat(scaled(0.3, null, new Value.Int(10))).isEqualTo(new Value.Real(3.0));
        assertThat(scaled(1.8, 32.0, new Value.Real(100))).isEqualTo(new Value.Real(212));
    }

    @Property
    void tenthsAreTheDecimalNumberAlways(@ForAll @IntRange(min = -1_000_000, max = 1_000_000) int tenths) {
        String text = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
        double wanted = Double.parseDouble(text) + 0.0;
        assertThat(scaled(0.1, null, new Value.Int(tenths))).isEqualTo(new Value.Real(wanted));
    }

    @Test
    void wholeNumbersStayWholeWhereTheyFit() {
        assertThat(scaled(10.0, -5.0, new Value.Int(7))).isEqualTo(new Value.Int(65));
        assertThat(scaled(null, 1.0, new Value.Int(Long.MAX_VALUE))).isEqualTo(new Value.Real(0x1p63));
        assertThat(scaled(2.0, null, new Value.Int(Long.MIN_VALUE))).isEqualTo(new Value.Real(-0x1p64));
        assertThat(scaled(1.0, 0.5, new Value.Int(2))).isEqualTo(new Value.Real(2.5));
    }

    @Test
    void arraysAndSeriesAreScaledOneByOne() {
        Value array = new Value.Array(List.of(new Value.Int(1), new Value.Array(List.of(new Value.Real(4)))));
        assertThat(scaled(0.5, null, array))
                .isEqualTo(new Value.Array(List.of(new Value.Real(0.5), new Value.Array(List.of(new Value.Real(2))))));
        float[] values = {1, 2, Float.NaN};
        Value series = new Value.Series(0, 1, "Hz", values, NONE);
        assertThat(scaled(2.0, 1.0, series))
                .isEqualTo(new Value.Series(0, 1, "Hz", new float[] {3, 5, Float.NaN}, NONE));
        assertThat(values).containsExactly(1, 2, Float.NaN);
    }

    @Test
    void whatIsNoNumberCanNotBeScaledAndIsBad() {
        for (Value value : List.of(
                new Value.Text("12"), new Value.Bool(true), NONE, new Value.Array(List.of(new Value.Text("a"))))) {
            Measurement shaped = shaped(Scaling.of(2.0, null), null, good(value));
            assertThat(shaped.quality()).isEqualTo(Quality.BAD_CONFIGURATION);
            assertThat(shaped.value()).isEqualTo(new Value.Absent());
        }
        Measurement bad = Measurement.bad(ShapingBench.point("a"), Quality.BAD_TIMEOUT, Instant.EPOCH);
        assertThat(shaped(Scaling.of(2.0, null), new Clamp(0, 1), bad)).isSameAs(bad);
    }

    @Test
    void whatLiesBeyondALimitIsHeldThereAndUncertain() {
        Clamp clamp = new Clamp(0, 500);
        assertThat(ShapingBench.text(shaped(null, clamp, good(new Value.Real(500.1)))))
                .isEqualTo("a=500.0 UNCERTAIN_UNITS_EXCEEDED");
        assertThat(ShapingBench.text(shaped(null, clamp, good(new Value.Int(-1)))))
                .isEqualTo("a=0 UNCERTAIN_UNITS_EXCEEDED");
        assertThat(ShapingBench.text(shaped(null, new Clamp(0.5, 1), good(new Value.Int(0)))))
                .isEqualTo("a=0.5 UNCERTAIN_UNITS_EXCEEDED");
        assertThat(ShapingBench.text(shaped(Scaling.of(0.1, null), clamp, good(new Value.Int(6000)))))
                .isEqualTo("a=500.0 UNCERTAIN_UNITS_EXCEEDED");
        Measurement within = good(new Value.Real(500));
        assertThat(shaped(null, clamp, within)).isSameAs(within);
        Measurement none = good(new Value.Real(Double.NaN));
        assertThat(shaped(null, clamp, none)).isSameAs(none);
    }

    @Test
    void oneElementBeyondALimitIsHeldAloneAndMakesTheWholeUncertain() {
        Clamp clamp = new Clamp(0, 10);
        float[] told = {-1, 5, 11};
        Value series = new Value.Series(0, 1, "Hz", told, NONE);
        Measurement held = shaped(null, clamp, good(series));
        assertThat(held.value()).isEqualTo(new Value.Series(0, 1, "Hz", new float[] {0, 5, 10}, NONE));
        assertThat(held.quality()).isEqualTo(Quality.UNCERTAIN_UNITS_EXCEEDED);
        assertThat(told).as("what the driver handed over").containsExactly(-1, 5, 11);
        Value array = new Value.Array(List.of(new Value.Int(3), new Value.Int(30)));
        assertThat(shaped(null, clamp, good(array)).value())
                .isEqualTo(new Value.Array(List.of(new Value.Int(3), new Value.Int(10))));
    }

    @Test
    void qualityThatWasNoBetterStaysWithItsOwnStatus() {
        Measurement doubtful = new Measurement(
                ShapingBench.point("a"),
                new Value.Real(600),
                Quality.UNCERTAIN,
                Instant.EPOCH,
                Instant.EPOCH,
                0x40000001,
                true);
        Measurement held = shaped(null, new Clamp(0, 500), doubtful);
        assertThat(held.quality()).isEqualTo(Quality.UNCERTAIN);
        assertThat(held.statusCode()).isEqualTo(0x40000001);
        assertThat(held.historical()).isTrue();
        assertThat(held.value()).isEqualTo(new Value.Real(500));
    }

    private static Value scaled(Double scale, Double offset, Value value) {
        return Scaling.of(scale, offset).of(value);
    }

    private static Measurement shaped(Scaling scaling, Clamp clamp, Measurement measurement) {
        return new Levels(scaling, clamp).of(measurement);
    }

    private static Measurement good(Value value) {
        return Measurement.good(ShapingBench.point("a"), value, Instant.EPOCH);
    }
}
