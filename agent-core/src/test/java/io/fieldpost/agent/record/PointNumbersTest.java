package io.fieldpost.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PointNumbersTest {
    private static Point point(int number) {
        return new Point("line", "p" + number, "", ValueType.INT, "1");
    }

    @Property(tries = 300)
    void eachObjectHasANumberOfItsOwnWhateverTheOrder(
            @ForAll @Size(max = 600) List<@IntRange(min = -1, max = 149) Integer> order) {
        // Equal ones in pairs.
        List<Point> objects = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            objects.add(point(i / 2));
        }
        PointNumbers numbers = new PointNumbers();
        Map<Point, Integer> expected = new IdentityHashMap<>();
        for (int i : order) {
            if (i < 0) {
                numbers.clear();
                expected.clear();
            } else {
                int number = expected.computeIfAbsent(objects.get(i), point -> expected.size());
                assertThat(numbers.of(objects.get(i))).isEqualTo(number);
            }
            assertThat(numbers.count()).isEqualTo(expected.size());
        }
    }

    /** A driver that makes points anew for each value takes no more memory with each. */
    @Test
    void batchesOfObjectsThatAreNeverSeenAgainAreReadBack() throws DamagedBatchException {
        BatchWriter writer = new BatchWriter(StreamName.DATA);
        for (int batch = 0; batch < 60; batch++) {
            List<Measurement> expected = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                Measurement one = Measurement.good(point(i % 70), new Value.Int(batch), Instant.EPOCH);
                writer.add(one);
                expected.add(one);
            }
            assertThat(BatchCodec.decode(writer.finish().payload())).isEqualTo(expected);
        }
    }
}
