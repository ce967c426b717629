package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeadbandTest {
    private static final Instant NOW = Instant.EPOCH;

    private final Deadband deadband = new Deadband(List.of(
            new PointSettings("a", "", "Cel", 0.5, List.of()),
            new PointSettings("z", "", "1", 0.0, List.of()),
            RunnerBench.plain("plain")));

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
    void pointsWithoutAWidthAreNeverLeftOut() {
        keeps("plain", real(1));
        assertThat(keeps("plain", real(1))).isTrue();
        assertThat(keeps("unknown", real(1))).isTrue();
    }

    @Property
    void whatIsLeftOutLiesWithinTheWidthOfTheLastKept(@ForAll List<Integer> tenths) {
        Deadband fresh = new Deadband(List.of(new PointSettings("a", "", "1", 3.0, List.of())));
        double kept = Double.NaN;
        for (int tenth : tenths) {
            double value = tenth / 10.0;
            Measurement measurement = measurement("a", real(value), Quality.GOOD);
            if (fresh.suppresses(measurement)) {
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
        if (deadband.suppresses(measurement)) {
            return false;
        }
        deadband.kept(measurement);
        return true;
    }

    private static Measurement measurement(String point, Value value, Quality quality) {
        return new Measurement(RunnerBench.point(point), value, quality, NOW, NOW);
    }

    private static Value real(double value) {
        return new Value.Real(value);
    }
}
