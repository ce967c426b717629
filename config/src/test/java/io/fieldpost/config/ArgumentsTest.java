package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private enum Window {
        HANN,
        FLAT_TOP
    }

    private record Scan(
            @Setting("The band.") FrequencyRange band,

            @Setting(value = "Width of a cell.", byDefault = "10kHz", min = "1Hz", max = "1MHz")
            Frequency resolution,

            @Setting(value = "Window.", byDefault = "hann") Window window,
            @Setting("How long.") @Nullable Duration during,

            @Setting(value = "Everything.", byDefault = "false")
            boolean all,

            @Setting("Where to.") List<Path> files) {
        Scan {
            if (all && during != null) {
                throw new IllegalArgumentException("during: can't go with all");
            }
        }
    }

    private record Nested(@Setting("Inside.") Scan scan) {}

    private final Arguments<Scan> arguments = Arguments.of(Scan.class);

    @Test
    void wordsBecomeTheRecordAsTheyWouldInAFile() {
        Result<Scan> result = arguments.read(Map.of(
                "band", List.of("87M:108M"),
                "resolution", List.of("1k"),
                "during", List.of("1min"),
                "files", List.of("a.sigmf", "b.sigmf")));

        assertThat(((Result.Read<Scan>) result).value())
                .isEqualTo(new Scan(
                        FrequencyRange.parse("87MHz..108MHz"),
                        new Frequency(1_000),
                        Window.HANN,
                        Duration.ofMinutes(1),
                        false,
                        List.of(Path.of("a.sigmf"), Path.of("b.sigmf"))));
    }

    @Test
    void everyProblemIsToldWithItsArgument() {
        assertThat(problems(
                        Map.of("band", List.of("108M:87M"), "resolution", List.of("2MHz"), "window", List.of("han"))))
                .containsExactly(
                        "band: a range must end above its start, found 108MHz..87MHz",
                        "resolution: found 2MHz; allowed: 1Hz to 1MHz",
                        "window: unknown window 'han'; allowed: hann, flat_top; did you mean 'hann'?");
        assertThat(problems(Map.of("band", List.of("1k:2k"), "during", List.of("1s"), "all", List.of("true"))))
                .containsExactly("during: can't go with all");
    }

    @Test
    void eachArgumentIsDescribed() {
        assertThat(arguments.all().stream().map(Arguments.Argument::key))
                .containsExactly("band", "resolution", "window", "during", "all", "files");
        assertThat(arguments.all().stream().filter(Arguments.Argument::isRequired))
                .extracting(Arguments.Argument::key)
                .containsExactly("band");
        assertThat(arguments.all().get(1).limits()).isEqualTo("1Hz to 1MHz");
        assertThat(arguments.all().get(2).choices()).containsExactly("hann", "flat_top");
        assertThat(arguments.all().get(4).isFlag()).isTrue();
        assertThat(arguments.all().get(5).isList()).isTrue();
    }

    @Test
    void aSectionIsNoArgument() {
        assertThatThrownBy(() -> Arguments.of(Nested.class)).hasMessageContaining("not a section");
    }

    private List<String> problems(Map<String, List<String>> given) {
        return ((Result.Rejected<Scan>) arguments.read(given))
                .problems().stream()
                        .map(problem -> problem.path() + ": " + problem.message())
                        .toList();
    }
}
