package io.fieldpost.driver.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.serial.Heard.Broken;
import io.fieldpost.driver.serial.Heard.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines are written as text; {@code ~} in what is sent is a silence. */
class LineSplitterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final LineShape PLAIN = LineShape.text(10, PATIENCE);
    private static final LineShape ENDED_BY_BOTH =
            new LineShape(LineShape.NO_START, new byte[] {'\r', '\n'}, 10, PATIENCE);
    private static final LineShape FRAMED = new LineShape(2, new byte[] {3}, 10, PATIENCE);

    private static List<String> heard(LineShape shape, String sent) {
        LineSplitter splitter = new LineSplitter(shape);
        List<String> all = new ArrayList<>();
        for (byte each : sent.getBytes(ISO_8859_1)) {
            Heard heard = each == '~' ? splitter.silence() : splitter.accept(each);
            if (heard instanceof Line line) {
                all.add(new String(line.bytes(), ISO_8859_1));
            } else if (heard instanceof Broken broken) {
                all.add(broken.kind() + ":" + new String(broken.bytes(), ISO_8859_1));
            }
        }
        return all;
    }

    @Test
    void carriageReturnLineFeedOrBothEndALine() {
        assertThat(heard(PLAIN, "~12\r\n13\r14\n\r\n15\n")).containsExactly("12", "13", "14", "15");
    }

    @Test
    void firstLineWithoutSilenceBeforeItIsNone() {
        assertThat(heard(PLAIN, "5 kg\n12345 kg\n")).containsExactly("JOINED:5 kg", "12345 kg");
    }

    @Test
    void lineThatEndsInSilenceIsHalf() {
        assertThat(heard(PLAIN, "~123~456\n")).containsExactly("HALF:123", "456");
    }

    @Test
    void lineOfTheLongestLengthIsWholeAndALongerOneIsToldOnce() {
        assertThat(heard(PLAIN, "~1234567890\n1234567890a\n" + "x".repeat(1000) + "\nok\n"))
                .containsExactly("1234567890", "TOO_LONG:1234567890", "TOO_LONG:xxxxxxxxxx", "ok");
    }

    @Test
    void lineThatNeverEndsIsToldOnceAndEndsInSilence() {
        assertThat(heard(PLAIN, "~" + "x".repeat(1000) + "~ok\n")).containsExactly("TOO_LONG:xxxxxxxxxx", "ok");
    }

    @Test
    void bothEndsAreNeededWhereBothAreWritten() {
        assertThat(heard(ENDED_BY_BOTH, "~1\r2\n3\r\n1234567890\r\n12345678901\r\nok\r\n"))
                .containsExactly("1\r2\n3", "1234567890", "TOO_LONG:12345678901", "ok");
    }

    @Test
    void frameBeginsAtItsStartAtOnce() {
        assertThat(heard(FRAMED, "5 kg\u0003\u000212\u0003\r\n\u000213\u0003"))
                .containsExactly("BETWEEN:5 kg\u0003".replace("\u0003", ""), "12", "13");
    }

    @Test
    void frameThatBeginsWithinAnotherEndsIt() {
        assertThat(heard(FRAMED, "\u000212\u00021234\u0003")).containsExactly("HALF:12", "1234");
    }

    @Test
    void endlessNoiseBeforeAFrameIsToldOnceItEnds() {
        assertThat(heard(FRAMED, "y".repeat(500) + "\u0002ok\u0003"))
                .containsExactly("BETWEEN:" + "y".repeat(11), "ok");
    }

    @Test
    void anyBytesGiveLinesWithinTheBound() {
        Random random = new Random(7);
        for (LineShape shape : List.of(PLAIN, ENDED_BY_BOTH, FRAMED)) {
            LineSplitter splitter = new LineSplitter(shape);
            for (int i = 0; i < 100_000; i++) {
                byte[] likely = {'\r', '\n', 2, 3, ' ', '1'};
                byte each = random.nextBoolean() ? likely[random.nextInt(likely.length)] : (byte) random.nextInt(256);
                Heard heard = random.nextInt(50) == 0 ? splitter.silence() : splitter.accept(each);
                if (heard instanceof Line line) {
                    assertThat(line.bytes()).hasSizeBetween(1, 10);
                } else if (heard instanceof Broken broken) {
                    assertThat(broken.bytes()).hasSizeBetween(1, Heard.MOST_KEPT);
                }
            }
        }
    }
}
