package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NoiseTest {
    /** A line with noise may bring anything. */
    @Test
    void noLineLeadsToAnythingButAnAnswerOrADriverException() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            for (Point point : SheetTest.POINTS) {
                StringBuilder line = new StringBuilder(Answers.to(Sheet.request(point.address())));
                for (int changes = 1 + random.nextInt(4); changes > 0 && line.length() > 0; changes--) {
                    change(line, random);
                }
                try {
                    assertThat(Sheet.answer(point.address(), line.toString())).isNotNull();
                } catch (DriverException refused) {
                    assertThat(refused).message().isNotBlank();
                }
            }
        }
    }

    private static void change(StringBuilder line, Random random) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(4)) {
            case 0 -> line.deleteCharAt(at);
            case 1 -> line.insert(at, line.substring(random.nextInt(line.length())));
            case 2 -> line.setLength(at);
            default -> line.setCharAt(at, (char) random.nextInt(256));
        }
    }
}
