package io.fieldpost.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text makes the reader throw, and every place that it names is inside the text. */
class RobustnessTest {
    private static final String VALID =
            example("retrofit-line.yaml") + example("radio-node.yaml").substring(120);
    private static final List<String> FRAGMENTS = List.of(
            "\t",
            "\n",
            "\r",
            "\r\n",
            " ",
            "  ",
            ":",
            ": ",
            "-",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "#",
            "&a",
            "*a",
            "!!int ",
            "? ",
            "|",
            ">",
            "%",
            "@",
            "`",
            "\\",
            "---\n",
            "...\n",
            "<<: ",
            "null",
            "~",
            "\u0000",
            "\uFEFF",
            "\uD800",
            "\uDC00",
            "\u2028",
            "\u0085",
            "😀",
            "é",
            "%YAML 9.9\n",
            "%TAG ! x\n",
            "0x",
            "1e999",
            "99999999999999");

    private final ConfigReader reader = ConfigReader.of(Drivers.CHOICES);

    @Property(tries = 2000)
    void noTextWhatsoeverMakesTheReaderThrow(@ForAll String text) {
        hasPlacesInside(text);
    }

    @Property(tries = 2000)
    void noHeapOfYamlSignsMakesTheReaderThrow(@ForAll("heaps") String text) {
        hasPlacesInside(text);
    }

    @Property(tries = 3000)
    void noSlipOfTheHandMakesTheReaderThrow(@ForAll("slips") String text) {
        hasPlacesInside(text);
    }

    @Provide
    Arbitrary<String> heaps() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(30).map(parts -> String.join("", parts));
    }

    /** A good file with up to three fragments put in place of up to 40 characters somewhere. */
    @Provide
    Arbitrary<String> slips() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, VALID.length());
        Arbitrary<Integer> lost = Arbitraries.integers().between(0, 40);
        Arbitrary<String> put = Arbitraries.of(FRAGMENTS).list().ofMaxSize(3).map(parts -> String.join("", parts));
        return Combinators.combine(place, lost, put)
                .as((at, cut, with) ->
                        VALID.substring(0, at) + with + VALID.substring(Math.min(at + cut, VALID.length())));
    }

    private void hasPlacesInside(String text) {
        Result<GatewayConfig> result = reader.read("gateway.yaml", text, GatewayConfig.class);
        if (result instanceof Result.Rejected<GatewayConfig> rejected) {
            assertThat(rejected.problems()).isNotEmpty().isSorted();
            String[] lines = text.split("\r\n|\r|\n", -1);
            for (Problem problem : rejected.problems()) {
                Place place = problem.place();
                assertThat(place.line()).as("%s", problem).isBetween(1, lines.length);
                String line = lines[place.line() - 1];
                assertThat(place.column()).as("%s", problem).isBetween(1, line.codePointCount(0, line.length()) + 1);
                assertThat(problem.toString()).doesNotContain("\n").doesNotContain("\r");
            }
        }
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
