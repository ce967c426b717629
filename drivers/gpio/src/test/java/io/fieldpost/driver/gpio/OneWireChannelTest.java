package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.gpio.address.OneWireAddress;
import io.fieldpost.driver.gpio.sensor.SensorException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as the kernel writes it; the scratchpads are of the DS18B20's data sheet, table 1: 0191 is 25.0625, FF5E is -10.125. */
class OneWireChannelTest {
    private static final String FILE = "sys/bus/w1/devices/28-0316a2795b2e/w1_slave";

    @TempDir
    Path directory;

    private MockBoard board;

    @BeforeEach
    void layOutABoard() throws Exception {
        board = new MockBoard(directory.resolve("board"));
    }

    private Channel.Reading read() throws SensorException {
        return OneWireChannel.of(new OneWireAddress("28-0316a2795b2e"), board.files())
                .read();
    }

    @ParameterizedTest
    @CsvSource({"91 01, 25062, 25.062", "5e ff, -10125, -10.125", "00 00, 0, 0"})
    void thousandthsOfADegreeAreDegrees(String scratchpad, int thousandths, double degrees) throws Exception {
        board.file(
                FILE,
                scratchpad + " 4b 46 7f ff 0c 10 ff : crc=ff YES\n" + scratchpad + " 4b 46 7f ff 0c 10 ff t="
                        + thousandths + "\n");
        assertThat(read()).isEqualTo(Channel.Reading.good(new Value.Real(degrees)));
    }

    @Test
    void valueAfterPowerOnIsUncertain() throws Exception {
        board.file(FILE, "50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n");
        assertThat(read().quality()).isEqualTo(Quality.UNCERTAIN_SENSOR_NOT_ACCURATE);
    }

    @Test
    void wrongChecksumIsNoValue() throws Exception {
        board.file(FILE, "ff ff ff ff ff ff ff ff ff : crc=c9 NO\nff ff ff ff ff ff ff ff ff t=-62\n");
        assertThatThrownBy(this::read).hasMessageContaining("checksum");
    }

    @Test
    void sensorThatIsNotThereIsToldWithWhatToWrite() {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        SensorException.class, e -> assertThat(e.quality()).isEqualTo(Quality.BAD_NOT_CONNECTED))
                .hasMessageContaining("dtoverlay=w1-gpio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "YES", "crc=00 YES\n t=", "crc=00 YES\n t=99999999999", "crc=00 MAYBE\nt=1"})
    void fileWithSomethingElseIsNoValue(String text) throws Exception {
        board.file(FILE, text);
        assertThatThrownBy(this::read).isInstanceOf(SensorException.class);
    }

    @Test
    void anyTextIsAValueOrAToldFailure() throws Exception {
        String good = "91 01 4b 46 7f ff 0c 10 25 : crc=25 YES\n91 01 4b 46 7f ff 0c 10 25 t=25062\n";
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change < 1 + round % 5; change++) {
                text.setCharAt(random.nextInt(text.length()), (char) (10 + random.nextInt(110)));
            }
            board.file(FILE, text.toString());
            try {
                assertThat(read().value()).isInstanceOf(Value.Real.class);
            } catch (SensorException told) {
                assertThat(told.fact()).isNotBlank();
            }
        }
    }
}
