package io.fieldpost.opcua.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyedTableTest {
    private record Thing(String key, int version) {}

    private final KeyedTable<String, Thing> table = new KeyedTable<>(Thing::key);

    @Test
    void aThingIsFoundByItsKeyUntilItIsTakenOut() {
        table.put(new Thing("a", 1));

        assertThat(table.get("a")).isEqualTo(new Thing("a", 1));
        assertThat(table.get("b")).isNull();
        assertThat(table.remove("a")).isEqualTo(new Thing("a", 1));
        assertThat(table.remove("a")).isNull();
        assertThat(table.get("a")).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void aThingTakesThePlaceOfOneWithTheSameKey() {
        table.put(new Thing("a", 1));
        table.put(new Thing("a", 2));

        assertThat(table.all()).containsExactly(new Thing("a", 2));
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void thingsOfOneHashAreKeptApart() {
        // These two have the same hash code, so the second stands behind the first until that is gone.
        table.put(new Thing("Aa", 1));
        table.put(new Thing("BB", 2));

        table.remove("Aa");

        assertThat(table.get("Aa")).isNull();
        assertThat(table.get("BB")).isEqualTo(new Thing("BB", 2));
    }

    @Test
    void itAnswersAsAMapDoes() {
        Random random = new Random(7);
        Map<String, Thing> map = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String key = "v" + random.nextInt(2_000);
            if (random.nextInt(3) > 0) {
                Thing thing = new Thing(key, i);
                map.put(key, thing);
                table.put(thing);
            } else {
                assertThat(table.remove(key)).isEqualTo(map.remove(key));
            }
        }

        assertThat(table.size()).isEqualTo(map.size());
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(map.values());
        for (int i = 0; i < 2_000; i++) {
            assertThat(table.get("v" + i)).isEqualTo(map.get("v" + i));
        }
    }
}
