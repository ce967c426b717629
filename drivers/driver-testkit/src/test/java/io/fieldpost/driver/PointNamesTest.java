package io.fieldpost.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.PointNames.Nameless;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointNamesTest {
    @ParameterizedTest
    @CsvSource({
        "Barrel.T1, Barrel.T1",
        "Wärme (Zone 1), Warme_Zone_1",
        "温度, u6e29u5ea6",
        "Température/2, Temperature_2",
        "[0], 0",
        "***, _",
    })
    void namesOfEveryScriptBecomeAllowedOnes(String own, String name) {
        assertThat(named(List.of(new Nameless(List.of(own), "a")), "")).containsExactly(name);
    }

    @Test
    void pathIsJoinedAndPrefixed() {
        assertThat(named(List.of(new Nameless(List.of("Press 1", "", "Barrel", "T1"), "a")), "hall-2/"))
                .containsExactly("hall-2/Press_1/Barrel/T1");
    }

    @Test
    void thingsWithOneNameAreToldApartByTheirAddressWhateverTheOrder() {
        List<Nameless> things = new ArrayList<>();
        for (String address : List.of("a", "b", "c")) {
            things.add(new Nameless(List.of("T 1"), address));
        }
        things.add(new Nameless(List.of("T2"), "d"));
        Map<String, String> before = byAddress(things);
        Collections.reverse(things);
        assertThat(byAddress(things)).isEqualTo(before).containsEntry("d", "T2");
        assertThat(before.values()).doesNotHaveDuplicates();
        assertThat(before.get("a")).matches("T_1-[0-9a-f]{8}");
    }

    @Test
    void nameThatIsTakenIsNotGivenAgain() {
        assertThat(PointNames.of(List.of(new Nameless(List.of("T1"), "a")), "", Set.of("T1")))
                .allSatisfy(name -> assertThat(name).matches("T1-[0-9a-f]{8}"));
    }

    @Test
    void whateverADeviceCallsThingsNamesAreAllowedAndUnique() {
        Random random = new Random(3);
        List<Nameless> things = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            List<String> path = new ArrayList<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                path.add(random.ints(random.nextInt(80), 0, 0x3000)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
            }
            things.add(new Nameless(path, "node-" + i % 4_000));
        }
        List<String> names = named(things, "p/");
        assertThat(new HashSet<>(names)).hasSize(things.size());
        assertThat(names).allMatch(name -> name.matches("[A-Za-z0-9_./-]{1,128}"));
    }

    private static List<String> named(List<Nameless> things, String prefix) {
        return PointNames.of(things, prefix, Set.of());
    }

    private static Map<String, String> byAddress(List<Nameless> things) {
        List<String> names = named(things, "");
        Map<String, String> byAddress = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byAddress.put(things.get(i).address(), names.get(i));
        }
        return byAddress;
    }
}
