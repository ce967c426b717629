package io.fieldpost.agent.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.shaping.Expression.Kind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Map<String, Double> POINTS =
            Map.of("a", 6.0, "b", 4.0, "line-1", 2.0, "t", 1.0, "f", 0.0, "speed", 12.0, "x.y_2", 0.5, "and", 8.0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a + b | 10",
                "a - b - 1 | 1",
                "a - (b - 1) | 3",
                "2 + a * b | 26",
                "(2 + a) * b | 32",
                "a / b / 3 | 0.5",
                "-a + b | -2",
                "a - -b | 10",
                "--a | 6",
                "a*1.5e1 | 90",
                "a * 5E-1 + 0.25 | 3.25",
                "'line-1' + x.y_2 | 2.5",
                "'and' + 1 | 9",
                "speed > 10 | 1",
                "speed <= 10 | 0",
                "a >= 6 and a < 7 | 1",
                "a != b | 1",
                "a == b + 2 | 1",
                "not t | 0",
                "not f and t | 1",
                "not (f and t) | 1",
                "t or f and f | 1",
                "(t or f) and f | 0",
                "speed > 10 and not f | 1",
                "(a > b) == t | 1",
                "t == true | 1",
                "f != (1 < 2) | 1",
                "not not t | 1",
            })
    void isWorkedOutAsOnPaper(String text, double result) throws ExpressionException {
        assertThat(of(text)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "speed > and fault | a name, a number or '(' is missing before 'and' (character 9)",
                "speed > | a name, a number or '(' is missing before the end (character 8)",
                "(a + b | a ')' is missing before the end, for the '(' at character 1 (character 7)",
                "a + b) | a ')' without its '(' (character 6)",
                "a b | 'b' stands where the expression could end; an operator such as '+' or 'and' is missing before it (character 3)",
                "1 + 2 | no point's name stands in it, so it is the same for ever; write it like 'line_1 + line_2' (character 1)",
                "a = b | '=' means nothing here; write '==' (character 3)",
                "a && b | '&&' means nothing here; write 'and' (character 3)",
                "!a | '!' means nothing here; write 'not' (character 1)",
                "0 < a < 5 | a second comparison follows the first; write it like '0 < speed and speed < 10' (character 7)",
                "a > 5 and a | 'a' is used as a number elsewhere, and 'and' needs true or false (character 11)",
                "a and 5 | this is a number, and 'and' needs true or false (character 7)",
                "(a > 5) + 1 | this is true or false, and '+' needs a number (character 1)",
                "a == b and (a > 1) and b | 'b' is used as a number elsewhere, and 'and' needs true or false (character 24)",
                "not -a and a | this is a number, and 'not' needs true or false (character 5)",
                "5m + a | '5m' is neither a number nor a name; a name that begins with a digit stands in quotes (character 1)",
                "a + 'line-1 | the quote before a name is never closed; write it like 'line-1' (character 5)",
                "a + '' | there is no name between the quotes; write it like 'line-1' (character 5)",
                "a % b | '%' means nothing here; allowed: names of points, numbers and + - * / ( ) < <= > >= == != and or not (character 3)",
                "温 + a | the character U+6E29 means nothing here; allowed: names of points, numbers and + - * / ( ) < <= > >= == != and or not (character 1)",
                "a + 1e999 | the number '1e999' is too large (character 5)",
                "() | a name, a number or '(' is missing before ')' (character 2)",
            })
    void complaintsSayWhatIsWrongAndWhere(String text, String complaint) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(ExpressionException.class)
                .hasMessage(complaint);
    }

    @Test
    void linesAndTabsAreSpace() throws ExpressionException {
        assertThat(of("a\n+\tb ")).isEqualTo(10);
    }

    @Test
    void kindsFollowFromUse() throws ExpressionException {
        assertThat(Expression.parse("speed > 10 and not fault").kinds()).containsExactly(Kind.NUMBER, Kind.TRUTH);
        assertThat(Expression.parse("speed > 10").result()).isEqualTo(Kind.TRUTH);
        assertThat(Expression.parse("a + b").result()).isEqualTo(Kind.NUMBER);
        assertThat(Expression.parse("(a)").result()).isEqualTo(Kind.ANY);
        assertThat(Expression.parse("a == b").kinds()).containsExactly(Kind.ANY, Kind.ANY);
        assertThat(Expression.parse("a == b and b == c and c > 1").kinds()).containsOnly(Kind.NUMBER);
    }

    @Test
    void nestingAndLengthAreBounded() throws ExpressionException {
        int most = ExpressionParser.DEEPEST;
        assertThat(of("(".repeat(most) + "a" + ")".repeat(most))).isEqualTo(6);
        assertThatThrownBy(() -> Expression.parse("(".repeat(most + 1) + "a" + ")".repeat(most + 1)))
                .hasMessage("more than 50 parentheses and signs stand inside each other (character 51)");
        assertThatThrownBy(() -> Expression.parse("-".repeat(1000) + "a")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Expression.parse("not ".repeat(400) + "a")).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> Expression.parse("a+".repeat(1000) + "a"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("2000 characters");
        assertThat(of("b+".repeat(999) + "b")).isEqualTo(4000);
    }

    @Property
    void anyTextIsReadOrRefusedWithAPlaceInsideIt(@ForAll @StringLength(max = 60) String text) {
        readOrRefused(text);
    }

    @Property
    void anyWordsAreReadOrRefusedWithAPlaceInsideThem(@ForAll("words") String text) {
        readOrRefused(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "t",
                        "'line-1'",
                        "1",
                        "2.5",
                        "1e3",
                        "+",
                        "-",
                        "*",
                        "/",
                        "<",
                        "<=",
                        ">",
                        ">=",
                        "==",
                        "!=",
                        "and",
                        "or",
                        "not",
                        "true",
                        "false",
                        "(",
                        ")",
                        "'",
                        "=",
                        "1e",
                        ".",
                        "é")
                .list()
                .ofMaxSize(25)
                .map(words -> String.join(" ", words));
    }

    private static void readOrRefused(String text) {
        try {
            Expression expression = Expression.parse(text);
            expression.term().of(new double[expression.names().size()]);
        } catch (ExpressionException refused) {
            assertThat(refused.position()).isBetween(1, text.length() + 1);
            assertThat(refused.getMessage()).endsWith("(character " + refused.position() + ")");
        }
    }

    /** A number's text and what it comes to, worked out beside the parser. */
    record Sum(String text, double result) {}

    @Property
    void sumsWithEveryParenthesisWrittenComeToTheSame(@ForAll long seed) throws ExpressionException {
        Sum sum = sum(new SplittableRandom(seed), 5);
        assertThat(of(sum.text())).isEqualTo(Double.valueOf(sum.result()));
    }

    private static Sum sum(SplittableRandom random, int deep) {
        if (deep == 0 || random.nextInt(4) == 0) {
            return List.of(new Sum("a", 6), new Sum("b", 4), new Sum("'line-1'", 2))
                    .get(random.nextInt(3));
        }
        Sum left = sum(random, deep - 1);
        Sum right = sum(random, deep - 1);
        char sign = "+-*/".charAt(random.nextInt(4));
        double result = switch (sign) {
            case '+' -> left.result() + right.result();
            case '-' -> left.result() - right.result();
            case '*' -> left.result() * right.result();
            default -> left.result() / right.result();
        };
        return new Sum("(" + left.text() + sign + right.text() + ")", result);
    }

    private static double of(String text) throws ExpressionException {
        Expression expression = Expression.parse(text);
        double[] values = expression.names().stream()
                .mapToDouble(name -> POINTS.get(name.name()))
                .toArray();
        return expression.term().of(values);
    }
}
