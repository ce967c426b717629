package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.Samples;
import io.fieldpost.radio.sample.SampleFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScannerTest {
    private static final long SECOND = 1_000_000_000;
    private static final SweepPlan SHORT =
            SweepPlan.of("short", Grid.of(98_000_000, 98_100_000, 10_000), 2_400_000, Window.HANN, 1, 0);
    private static final SweepPlan OTHER =
            SweepPlan.of("other", Grid.of(433_000_000, 433_100_000, 10_000), 2_400_000, Window.HANN, 1, 0);
    private static final byte[] FRAME = Samples.noise(SHORT.fftSize(), 0.01, 1);
    private static final byte[] HALF = Samples.noise(SHORT.fftSize() / 2, 0.01, 1);

    private final List<Long> tunings = new ArrayList<>();

    @Test
    void scansAtItsInterval() {
        Scanner scanner = scanner(new Scanner.Task(SHORT, Duration.ofSeconds(1)));

        assertThat(step(scanner, FRAME, 0)).isNotNull();
        assertThat(step(scanner, FRAME, SECOND - 1)).isNull();
        assertThat(step(scanner, FRAME, SECOND)).isNotNull();
        assertThat(tunings).hasSize(2);
    }

    @Test
    void scanThatTakesTooLongSkipsStartsAndCountsThem() {
        Scanner scanner = scanner(new Scanner.Task(SHORT, Duration.ofSeconds(1)));

        assertThat(step(scanner, HALF, 0)).isNull();
        Trace slow = step(scanner, HALF, 3 * SECOND + 1);
        assertThat(slow).isNotNull();
        assertThat(slow.durationNanos()).isEqualTo(3 * SECOND + 1);
        assertThat(slow.skippedStarts()).isZero();

        // Starts at 1 and 2 s were missed, the one of 3 s is carried out late, and the next is at 4 s.
        Trace late = step(scanner, FRAME, 3 * SECOND + 2);
        assertThat(late).isNotNull();
        assertThat(late.skippedStarts()).isEqualTo(2);
        assertThat(step(scanner, FRAME, 4 * SECOND - 1)).isNull();
        assertThat(step(scanner, FRAME, 4 * SECOND).skippedStarts()).isZero();
    }

    @Test
    void missionsThatAreAlwaysLateTakeTurns() {
        Scanner scanner =
                scanner(new Scanner.Task(SHORT, Duration.ofSeconds(1)), new Scanner.Task(OTHER, Duration.ofSeconds(1)));

        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            order.add(step(scanner, FRAME, i * SECOND).plan().mission());
        }
        assertThat(order).containsExactly("short", "other", "short", "other", "short", "other");
    }

    @Test
    void ofTwoThatAreDueTogetherTheOneThatWaitedLongerGoesFirst() {
        Scanner scanner =
                scanner(new Scanner.Task(SHORT, Duration.ofSeconds(1)), new Scanner.Task(OTHER, Duration.ofSeconds(4)));

        List<String> order = new ArrayList<>();
        for (long second : new long[] {0, 0, 1, 2, 3, 4, 4}) {
            order.add(step(scanner, FRAME, second * SECOND).plan().mission());
        }
        assertThat(order).containsExactly("short", "other", "short", "short", "short", "other", "short");
    }

    private Scanner scanner(Scanner.Task... tasks) {
        return new Scanner(
                List.of(tasks),
                center -> {
                    tunings.add(center);
                    return 0;
                },
                0);
    }

    private static Trace step(Scanner scanner, byte[] iq, long now) {
        return scanner.step(iq, iq.length, SampleFormat.CU8, 0, now);
    }
}
