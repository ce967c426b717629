package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeadbandTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Map<String, Deadband> deadbands =
            Map.of("a", new Deadband(0.5, false), "z", new Deadband(0, false), "all", new Deadband(0, true));

    @Test
    void firstNumberIsKept() {
        assertThat(keeps("a", real(20))).isTrue();
    }

    @Test
    void changeOfExactlyTheWidthIsLeftOutAndMoreIsKept() {
        keeps("a", real(20));
        assertThat(keeps("a", real(20.5))).isFalse();
        assertThat(keeps("a", real(19.5))).isFalse();
        assertThat(keeps("a", real(20.51))).isTrue();
    }

    @Test
    void slowDriftIsComparedWithTheLastKeptNotTheLastSeen() {
        keeps("a", real(20));
        assertThat(keeps("a", real(20.3))).isFalse();
        assertThat(keeps("a", real(20.6))).isTrue();
    }

    @Test
    void changeOfQualityIsKept() {
        keeps("a", real(20));
        assertThat(keeps(measurement("a", real(20), Quality.UNCERTAIN))).isTrue();
        assertThat(keeps(measurement("a", new Value.Absent(), Quality.BAD_TIMEOUT)))
                .isTrue();
        assertThat(keeps(measurement("a", new Value.Absent(), Quality.BAD_COMMUNICATION)))
                .isTrue();
        assertThat(keeps("a", real(20))).isTrue();
    }

    @Test
    void changeOfKindIsKept() {
        keeps("a", real(20));
        assertThat(keeps("a", new Value.Int(20))).isTrue();
        assertThat(keeps("a", new Value.Text("20"))).isTrue();
    }

    @Test
    void notANumberIsKeptOnce() {
        keeps("a", real(20));
        assertThat(keeps("a", real(Double.NaN))).isTrue();
        assertThat(keeps("a", real(Double.NaN))).isFalse();
        assertThat(keeps("a", real(20))).isTrue();
    }

    @Test
    void infinityIsKeptOnce() {
        keeps("a", real(20));
        assertThat(keeps("a", real(Double.POSITIVE_INFINITY))).isTrue();
        assertThat(keeps("a", real(Double.POSITIVE_INFINITY))).isFalse();
        assertThat(keeps("a", real(Double.NEGATIVE_INFINITY))).isTrue();
    }

    @Test
    void widthOfZeroLeavesOutWhatIsEqual() {
        keeps("z", real(1));
        assertThat(keeps("z", real(1))).isFalse();
        assertThat(keeps("z", real(Math.nextUp(1.0)))).isTrue();
    }

    @Test
    void wholeNumbersBeyondADoublesPrecisionAreTold() {
        keeps("z", new Value.Int(Long.MAX_VALUE));
        assertThat(keeps("z", new Value.Int(Long.MAX_VALUE - 1))).isTrue();
        assertThat(keeps("z", new Value.Int(Long.MIN_VALUE))).isTrue();
    }

    @Test
    void equalTextsAreKeptUnlessAllKindsAreLeftOut() {
        keeps("z", new Value.Text("run"));
        assertThat(keeps("z", new Value.Text("run"))).isTrue();
        keeps("all", new Value.Text("run"));
        assertThat(keeps("all", new Value.Text("run"))).isFalse();
        assertThat(keeps("all", new Value.Text("stop"))).isTrue();
        assertThat(keeps("all", new Value.Bool(true))).isTrue();
        assertThat(keeps("all", new Value.Bool(true))).isFalse();
    }

    @Property
    void whatIsLeftOutLiesWithinTheWidthOfTheLastKept(@ForAll List<Integer> tenths) {
        Deadband fresh = new Deadband(3, false);
        double kept = Double.NaN;
        for (int tenth : tenths) {
            double value = tenth / 10.0;
            Measurement measurement = measurement("a", real(value), Quality.GOOD);
            if (fresh.holds(measurement)) {
                assertThat(Math.abs(value - kept)).isLessThanOrEqualTo(3.0);
            } else {
                fresh.kept(measurement);
                kept = value;
            }
        }
    }

    private boolean keeps(String point, Value value) {
        return keeps(measurement(point, value, Quality.GOOD));
    }

    private boolean keeps(Measurement measurement) {
        Deadband deadband = deadbands.get(measurement.point().name());
        if (deadband.holds(measurement)) {
            return false;
        }
        deadband.kept(measurement);
        return true;
    }

    private static Measurement measurement(String point, Value value, Quality quality) {
        return new Measurement(new Point("s", point, "", ValueType.ANY, "1"), value, quality, NOW, NOW);
    }

    private static Value real(double value) {
        return new Value.Real(value);
    }
}
