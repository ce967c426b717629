package io.fieldpost.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A true answer, changed in every way that a line or a bad device changes one; the seed is fixed. */
class MutatedAnswersTest {
    private static final int ANSWERS = 100;

    private final Random random = new Random(20260101);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyAnswerIsAValueOrAQualityOrALostConnection(boolean rtu) throws Exception {
        Bank bank = new Bank().holding(1, 0, 7, 7, 7, 7);
        try (ScriptedDevice device = new ScriptedDevice(rtu, request -> mutated(bank.answer(request)))) {
            for (int given = 0; given < ANSWERS; ) {
                given += untilTheConnectionIsLost(device, ANSWERS - given);
            }
        }
    }

    private static int untilTheConnectionIsLost(ScriptedDevice device, int most) throws Exception {
        try (Bench bench = new Bench(Bench.settings(device.connection(), Duration.ofMillis(30), 0, 8))) {
            for (int given = 1; given <= most; given++) {
                List<Measurement> read;
                try {
                    read = bench.read("1/holding/0", "1/holding/1:int32");
                } catch (DriverException e) {
                    assertThat(e.reason()).isNotEqualTo(DriverException.Reason.CONFIGURATION);
                    return given;
                }
                assertThat(read)
                        .hasSize(2)
                        .allSatisfy(each -> assertThat(each.quality() == Quality.GOOD)
                                .isEqualTo(!(each.value() instanceof Value.Absent)));
                bench.clock.advance(Duration.ofHours(1));
            }
        }
        return most;
    }

    private byte[] mutated(byte[] answer) {
        byte[] changed = answer;
        for (int times = random.nextInt(3); times > 0; times--) {
            changed = mutatedOnce(changed);
        }
        return changed;
    }

    private byte[] mutatedOnce(byte[] bytes) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed = Arrays.copyOf(bytes, at);
            case 1 -> changed = Arrays.copyOfRange(bytes, at, bytes.length);
            case 2 -> {
                changed = Arrays.copyOf(bytes, 2 * bytes.length);
                System.arraycopy(bytes, 0, changed, bytes.length, bytes.length);
            }
            case 3 -> {
                changed = new byte[random.nextInt(400)];
                random.nextBytes(changed);
            }
            default -> {
                if (bytes.length > 0) {
                    changed[at] = (byte) random.nextInt();
                }
            }
        }
        return changed;
    }
}
