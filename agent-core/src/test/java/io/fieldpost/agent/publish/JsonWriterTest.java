package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    private final JsonWriter out = new JsonWriter();

    @Property(tries = 2000)
    void realsAreWrittenWithAsFewDecimalsAsReadBackTheSame(@ForAll("reals") double value) {
        assertThat(text(out().real(value))).isEqualTo(PlainProfile.number(value));
    }

    @Property(tries = 1000)
    void columnOfNumbersIsTheNumbersWithCommasBetweenThem(@ForAll @Size(max = 60) long[] numbers, @ForAll byte runs) {
        long[] column = numbers.clone();
        for (int i = 1; i < column.length; i++) {
            // Runs of the same, of every length of a number.
            column[i] = (runs >> i % 8 & 1) == 0 ? column[i - 1] : column[i] >> column[i];
        }
        String expected = Arrays.stream(column).mapToObj(Long::toString).collect(Collectors.joining(","));
        assertThat(text(out().raw('[').numbers(column, column.length).raw(']'))).isEqualTo("[" + expected + "]");
    }

    @Test
    void numbersOfEveryLengthAreWritten() {
        long power = 1;
        for (int i = 0; i < 19; i++) {
            for (long number : new long[] {power - 1, power, power + 1, -power, Long.MAX_VALUE / power}) {
                assertThat(text(out().number(number))).isEqualTo(Long.toString(number));
            }
            power *= 10;
        }
        assertThat(text(out().number(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    }

    @Property(tries = 1000)
    void textThatIsBytesIsWrittenLikeOneThatIsAString(@ForAll String any, @ForAll boolean longer) {
        byte[] bytes = (longer ? any.repeat(400) : any).getBytes(StandardCharsets.UTF_8);
        byte[] among = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, among, 2, bytes.length);
        JsonWriter writer = out();
        writer.text(among, 2, bytes.length);
        String expected = text(new JsonWriter().text(new String(bytes, StandardCharsets.UTF_8)));
        assertThat(text(writer)).isEqualTo(expected);
    }

    private JsonWriter out() {
        out.reset();
        return out;
    }

    private static String text(JsonWriter writer) {
        return new String(writer.toByteArray(), StandardCharsets.UTF_8);
    }

    /** With every number of decimals, on both sides of every limit. */
    @Provide
    Arbitrary<Double> reals() {
        Arbitrary<Double> decimals = Arbitraries.longs()
                .between(-2_000_000_000_000L, 2_000_000_000_000L)
                .flatMap(number ->
                        Arbitraries.of(1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7).map(power -> number / power));
        return Arbitraries.oneOf(
                Arbitraries.doubles(),
                decimals,
                decimals.map(Math::nextUp),
                Arbitraries.integers().map(number -> number / 1000.0),
                Arbitraries.integers().map(number -> (double) (number / 1000f)),
                Arbitraries.of(0.0, -0.0, 1e-3, Math.nextDown(1e-3), 1e9, Math.nextDown(1e9), 999_999_999.999, -0.001));
    }
}
