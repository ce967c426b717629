package ${package};

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    /** Points that the device has. */
    static final List<Point> POINTS = List.of(
            new Point("device", "temperature", "temperature", ValueType.REAL, "Cel"),
            new Point("device", "pressure", "pressure", ValueType.REAL, "bar"));

    /** An address that the device does not have. */
    static final String UNKNOWN = "humidity";

    @Test
    void answersMeanWhatTheSheetSays() throws DriverException {
        assertThat(Sheet.request("temperature")).isEqualTo("READ temperature");
        assertThat(Sheet.answer("temperature", "temperature=21.5").value()).isEqualTo(new Value.Real(21.5));
        assertThat(Sheet.answer("temperature", "temperature=-3").value()).isEqualTo(new Value.Real(-3));
        assertThat(Sheet.answer("humidity", "humidity=?").quality()).isEqualTo(Quality.BAD_ADDRESS_UNKNOWN);
    }

    @Test
    void answersThatTheSheetDoesNotKnowAreRefused() {
        for (String line : List.of("", "pressure=1.0", "temperature", "temperature=", "temperature=hot", "temperature=1e9")) {
            assertThatExceptionOfType(DriverException.class)
                    .as(line)
                    .isThrownBy(() -> Sheet.answer("temperature", line));
        }
    }
}
