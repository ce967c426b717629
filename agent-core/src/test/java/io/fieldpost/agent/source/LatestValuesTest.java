package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatestValuesTest {
    private static final int MOST = 8;

    private final LatestValues latest = new LatestValues(MOST);

    private static Point point(int number) {
        return new Point("line", "p" + number, "", ValueType.INT, "1");
    }

    private static Measurement of(Point point, long value) {
        return Measurement.good(point, new Value.Int(value), Instant.EPOCH);
    }

    /** In whatever order points come, and whether as the same object or as another one, as after a new connection. */
    @Property(tries = 300)
    void newestOfTheFirstPointsIsShown(
            @ForAll @Size(max = 400) List<@IntRange(min = 0, max = 199) Integer> order, @ForAll boolean sameObjects) {
        LatestValues shown = new LatestValues(MOST);
        List<Point> objects = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            objects.add(point(i));
        }
        Map<String, Long> expected = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            Point point = sameObjects ? objects.get(order.get(i)) : point(order.get(i));
            shown.note(of(point, i));
            if (expected.containsKey(point.name()) || expected.size() < MOST) {
                expected.put(point.name(), (long) i);
            }
        }
        assertThat(shown.snapshot())
                .extracting(one -> one.point().name() + "=" + one.value())
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(one -> one.getKey() + "=" + new Value.Int(one.getValue()))
                        .toList());
    }

    @Test
    void objectsThatAreNeverSeenAgainDoNotFillTheMemory() {
        for (int i = 0; i < 250_000; i++) {
            latest.note(of(point(i % 100), i));
        }
        assertThat(latest.snapshot())
                .hasSize(MOST)
                .first()
                .satisfies(one -> assertThat(one.value()).isEqualTo(new Value.Int(249_900)));
    }
}
