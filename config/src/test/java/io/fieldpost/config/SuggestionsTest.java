package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> PROTOCOLS = List.of("modbus", "opcua", "radio", "simulated");

    @Test
    void aSwapALossAnAdditionAndAWrongLetterAreOneMistakeEach() {
        assertThat(Suggestions.distance("opcau", "opcua")).isEqualTo(1);
        assertThat(Suggestions.distance("opca", "opcua")).isEqualTo(1);
        assertThat(Suggestions.distance("opccua", "opcua")).isEqualTo(1);
        assertThat(Suggestions.distance("opxua", "opcua")).isEqualTo(1);
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void onlyWhatIsNearIsSuggested() {
        assertThat(Suggestions.nearest("OPC-UA", PROTOCOLS)).isEqualTo("opcua");
        assertThat(Suggestions.nearest("simulate", PROTOCOLS)).isEqualTo("simulated");
        assertThat(Suggestions.nearest("s7", PROTOCOLS)).isNull();
        assertThat(Suggestions.nearest("", PROTOCOLS)).isNull();
        assertThat(Suggestions.nearest("x".repeat(100_000), PROTOCOLS)).isNull();
        assertThat(Suggestions.nearest("commitInterval", List.of("commit_interval")))
                .isEqualTo("commit_interval");
    }

    @Property
    void aDistanceIsTheSameBothWaysAndAtMostTheLongerLength(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        assertThat(Suggestions.distance(a, b))
                .isEqualTo(Suggestions.distance(b, a))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }
}
