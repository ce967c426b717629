package io.fieldpost.driver.serialtext;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.serial.Heard;
import io.fieldpost.driver.testkit.ManualClock;
import io.fieldpost.driver.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** No bytes and no address lead to anything but a value, a quality or a complaint. */
class AnyLineTest {
    private static final List<Point> POINTS = List.of(
            point("pattern (?<status>.{0,2}),?(?<value>[-+ 0-9.]*) *(?<unit>.*)"),
            point("comma column 1 unit 2 status 3"),
            point("int column 2"),
            point("text pattern (.*)(a|aa)*b?"));

    private static final Map<String, SerialTextSettings> SETTINGS = new HashMap<>();

    private static Point point(String address) {
        return new Point("scale", address, address, ValueType.ANY, "g");
    }

    private static void judge(byte[] line, String more) throws Exception {
        TestContext context = new TestContext("scale", new ManualClock(), Path.of("none"));
        LineJudge judge = new LineJudge(
                SETTINGS.computeIfAbsent(more, each -> Settings.good("connection: serial:/dev/x\n" + each)), context);
        judge.judge(new Heard.Line(line), POINTS, (point, outcome) -> {
            boolean bad = outcome.quality().severity() == Quality.Severity.BAD;
            assertThat(outcome.value() instanceof Value.Absent).isEqualTo(bad);
        });
        context.remarks().values().forEach(text -> assertThat(text).hasSizeLessThan(400));
    }

    @Property
    void anyBytesAreALineOrCounted(@ForAll @Size(min = 1, max = 300) byte[] bytes) throws Exception {
        for (Characters each : Characters.values()) {
            judge(bytes, "characters: " + each.name().toLowerCase(Locale.ROOT));
        }
        judge(bytes, "characters: latin_1\nchecksum: sum");
    }

    @Property
    void anyTextIsRead(@ForAll @StringLength(min = 1, max = 300) @CharRange(from = ' ', to = '~') String text)
            throws Exception {
        judge(text.getBytes(StandardCharsets.US_ASCII), "delimiter: ','");
    }

    @Property
    void anyAddressIsReadOrComplainedAbout(
            @ForAll
                    @Chars({
                        '(', ')', '[', ']', '{', '}', '?', '<', '>', '*', '+', '\\', 'Q', 'k', '1', 'v', '|', '^', ',',
                        ' '
                    })
                    String regex,
            @ForAll boolean named)
            throws Exception {
        String address = "pattern " + (named ? "(?<value>" + regex + ")" : regex);
        String complaint = new SerialTextDriverFactory().complaintAbout(address);
        if (complaint.isEmpty()) {
            TextLine line = new TextLine("1, 2, (3) kg", null);
            assertThat(TextAddress.parse(address).place().in(line)).isNotNull();
        }
    }
}
