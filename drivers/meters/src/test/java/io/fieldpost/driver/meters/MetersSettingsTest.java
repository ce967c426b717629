package io.fieldpost.driver.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Problem;
import io.fieldpost.config.Result;
import io.fieldpost.driver.serial.LineAddress;
import io.fieldpost.driver.serial.Parity;
import io.fieldpost.driver.serial.Rs485;
import io.fieldpost.driver.serial.SerialSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersSettingsTest {
    private static Result<MetersSettings> read(String yaml) {
        return ConfigReader.of(Map.of()).read("gateway.yaml", yaml, MetersSettings.class);
    }

    private static MetersSettings good(String yaml) {
        Result<MetersSettings> result = read(yaml);
        assertThat(result).isInstanceOf(Result.Read.class);
        return ((Result.Read<MetersSettings>) result).value();
    }

    @Test
    void connectionIsAllThatMustBeWritten() {
        MetersSettings settings = good("connection: serial:/dev/ttyUSB0");
        assertThat(settings.line()).isEqualTo(new LineAddress.SerialDevice("/dev/ttyUSB0"));
        assertThat(settings.serial()).isEqualTo(SerialSettings.usual());
        assertThat(settings.serial().baudRateOr(MetersSettings.USUAL_BAUD_RATE)).isEqualTo(2400);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void portIsSetAsWritten() {
        MetersSettings settings = good("connection: serial:/dev/ttyAMA0\n"
                + "serial: { baud_rate: 9600, data_bits: 7, parity: none, stop_bits: 2, rs485: kernel }");
        assertThat(settings.serial()).isEqualTo(new SerialSettings(9600, 7, Parity.NONE, 2, Rs485.KERNEL));
        assertThat(settings.serial().baudRateOr(MetersSettings.USUAL_BAUD_RATE)).isEqualTo(9600);
    }

    @Test
    void connectionThatIsNoLineIsComplainedAboutWhereItStands() {
        Result<MetersSettings> result = read("timeout: 2s\nconnection: 10.0.0.5:4001");
        assertThat(result).isInstanceOf(Result.Rejected.class);
        Problem problem = ((Result.Rejected<MetersSettings>) result).problems().get(0);
        assertThat(problem.toString())
                .contains("'10.0.0.5:4001' is no line; write it like serial:/dev/ttyUSB0 or tcp://10.0.0.5:4001")
                .contains("2");
    }
}
