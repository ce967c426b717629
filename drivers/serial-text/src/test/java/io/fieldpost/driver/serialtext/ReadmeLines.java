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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the README's examples: in each block of YAML, the comments {@code # sent: LINE} followed by {@code → VALUE QUALITY} against the settings
 * and the first point of that block.
 */
final class ReadmeLines {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SENT = Pattern.compile("# `(.*?)` → (.*)");
    private static final Pattern POINT = Pattern.compile("address: '([^']*)'(?:, unit: \"?([^ \",}]+))?");

    private ReadmeLines() {}

    /** @return how many lines there were */
    static int checked(Path readme) throws Exception {
        int count = 0;
        Matcher blocks = BLOCK.matcher(Files.readString(readme));
        while (blocks.find()) {
            String block = blocks.group(1);
            Matcher sent = SENT.matcher(block);
            while (sent.find()) {
                assertThat(read(block, sent.group(1))).as(sent.group(1)).isEqualTo(sent.group(2));
                count++;
            }
        }
        return count;
    }

    private static String read(String block, String line) throws Exception {
        String settings = block.substring(block.indexOf("settings:") + 9, block.indexOf("points:"))
                .stripIndent();
        LineJudge judge = new LineJudge(
                Settings.good(settings.indent(-20)), new TestContext("scale", new ManualClock(), Path.of("none")));
        List<Point> points = new ArrayList<>();
        Matcher point = POINT.matcher(block);
        while (point.find()) {
            String unit = point.group(2) == null ? "1" : point.group(2);
            points.add(new Point("scale", "p" + points.size(), point.group(1), ValueType.ANY, unit));
        }
        List<String> outcomes = new ArrayList<>();
        judge.judge(
                new Heard.Line(line.getBytes(StandardCharsets.US_ASCII)),
                points.subList(0, 1),
                (of, outcome) -> outcomes.add(told(outcome)));
        return String.join(" ", outcomes);
    }

    private static String told(Outcome outcome) {
        String quality = outcome.quality().name().toLowerCase(Locale.ROOT);
        return outcome.quality().severity() == Quality.Severity.BAD
                ? quality
                : (outcome.value() instanceof Value.Real real ? real.value() : outcome.value()) + " " + quality;
    }
}
