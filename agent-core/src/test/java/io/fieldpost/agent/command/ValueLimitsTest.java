package io.fieldpost.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.gateway.MethodArgument;
import io.fieldpost.config.gateway.WritablePoint;
import io.fieldpost.driver.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ValueLimitsTest {
    private static final WritablePoint FLAG = new WritablePoint("p", null, null, List.of(), null);
    private static final WritablePoint FREE = new WritablePoint("p", null, null, List.of(), 5);
    private static final WritablePoint CHOICE =
            new WritablePoint("p", null, null, List.of("auto", "manual", "2", "2.5"), null);

    private static WritablePoint range(double min, double max) {
        return new WritablePoint("p", min, max, List.of(), null);
    }

    @Property
    void exactlyTheNumbersWithinTheRangePass(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double b,
            @ForAll @DoubleRange(min = -2e6, max = 2e6) double number) {
        WritablePoint range = range(Math.min(a, b), Math.max(a, b));
        boolean inside = number >= Math.min(a, b) && number <= Math.max(a, b);
        assertThat(ValueLimits.complaint(range, new Value.Real(number)).isEmpty())
                .isEqualTo(inside);
        long whole = (long) number;
        boolean wholeInside = whole >= Math.min(a, b) && whole <= Math.max(a, b);
        assertThat(ValueLimits.complaint(range, new Value.Int(whole)).isEmpty()).isEqualTo(wholeInside);
    }

    @Property
    void aNumberThatIsTypedMeansItself(@ForAll long whole, @ForAll @DoubleRange(min = -1e9, max = 1e9) double real) {
        WritablePoint range = range(0, 1);
        assertThat(ValueLimits.read(range, Long.toString(whole))).isEqualTo(new Value.Int(whole));
        String plain = new BigDecimal(real).toPlainString();
        Value meant = plain.contains(".") ? new Value.Real(real) : new Value.Int((long) real);
        assertThat(ValueLimits.read(range, plain)).isEqualTo(meant);
    }

    @Property
    void noTextEverPassesForANumberOrAFlag(@ForAll String text) {
        assertThat(ValueLimits.complaint(range(-1e9, 1e9), new Value.Text(text)))
                .isNotEmpty();
        assertThat(ValueLimits.complaint(FLAG, new Value.Text(text))).isNotEmpty();
        Value read = ValueLimits.read(range(-1e300, 1e300), text);
        if (ValueLimits.complaint(range(-1e300, 1e300), read).isEmpty()) {
            assertThat(text).matches("[-+0-9.eE]+");
        }
    }

    @Test
    void theNeighboursOfALimitBeyondTheExactDoublesAreTold() {
        WritablePoint range = range(0, 9_007_199_254_740_992d);
        assertThat(ValueLimits.complaint(range, new Value.Int(9_007_199_254_740_992L)))
                .isEmpty();
        assertThat(ValueLimits.complaint(range, new Value.Int(9_007_199_254_740_993L)))
                .isNotEmpty();
    }

    @Test
    void whatIsNoNumberNeverPasses() {
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(ValueLimits.complaint(range(-Double.MAX_VALUE, Double.MAX_VALUE), new Value.Real(none)))
                    .contains("no number that could be written");
        }
        assertThat(ValueLimits.read(range(0, 1), "NaN")).isEqualTo(new Value.Text("NaN"));
    }

    @Test
    void withoutLimitsOnlyTrueAndFalsePass() {
        assertThat(ValueLimits.complaint(FLAG, new Value.Bool(true))).isEmpty();
        assertThat(ValueLimits.complaint(FLAG, new Value.Int(1)))
                .isEqualTo("1 is not allowed here; allowed: true, false");
        assertThat(ValueLimits.complaint(range(0, 1), new Value.Bool(true)))
                .isEqualTo("true is not allowed here; allowed: 0 to 1");
    }

    @Test
    void oneOfComparesNumbersAsNumbersAndTextsAsTexts() {
        assertThat(ValueLimits.complaint(CHOICE, new Value.Text("auto"))).isEmpty();
        assertThat(ValueLimits.complaint(CHOICE, new Value.Int(2))).isEmpty();
        assertThat(ValueLimits.complaint(CHOICE, new Value.Real(2.50))).isEmpty();
        assertThat(ValueLimits.complaint(CHOICE, new Value.Int(3)))
                .isEqualTo("3 is not allowed here; allowed: auto, manual, 2, 2.5");
        assertThat(ValueLimits.complaint(CHOICE, new Value.Text("Auto"))).startsWith("'Auto' is not allowed");
        assertThat(ValueLimits.complaint(CHOICE, new Value.Bool(true))).isNotEmpty();
    }

    @Test
    void aTextIsCountedInCharactersAndStaysATextWhereTextsAreAllowed() {
        assertThat(ValueLimits.read(FREE, "007")).isEqualTo(new Value.Text("007"));
        assertThat(ValueLimits.complaint(FREE, new Value.Text("备用机床一"))).isEmpty();
        assertThat(ValueLimits.complaint(FREE, new Value.Text("abcdef"))).contains("6 characters is too long");
        assertThat(ValueLimits.complaint(FREE, new Value.Int(7))).isNotEmpty();
    }

    @Test
    void whatIsNoSingleValueNeverPasses() {
        MethodArgument argument = new MethodArgument("a", null, null, List.of("1"), null);
        assertThat(ValueLimits.complaint(argument, new Value.Absent())).isNotEmpty();
        assertThat(ValueLimits.complaint(argument, new Value.Bytes(new byte[1])))
                .isNotEmpty();
        assertThat(ValueLimits.complaint(argument, new Value.Record(Map.of()))).isNotEmpty();
    }
}
