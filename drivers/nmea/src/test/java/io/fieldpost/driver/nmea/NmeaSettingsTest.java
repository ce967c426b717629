package io.fieldpost.driver.nmea;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, and what the sample and the README show to be copied. */
class NmeaSettingsTest {
    private static final Pattern ADDRESS = Pattern.compile("address: \"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serial:/dev/ttyUSB0",
                "tcp://ais.local:10110",
                "udp://0.0.0.0:10110",
                "gpsd://127.0.0.1:2947",
                "gpsd://[::1]:2947/dev/ttyAMA0"
            })
    void connectionsOfAllKindsAreRead(String connection) {
        assertThat(NmeaDriverTest.settings("connection: \"" + connection + "\"").connection())
                .isEqualTo(connection);
    }

    @ParameterizedTest
    @CsvSource({"/dev/ttyUSB0,is no connection", "udp://0.0.0.0:10110/x,nothing follows", "gpsd://h:99999,port 99999"})
    void whatIsNoConnectionIsComplainedAbout(String connection, String words) {
        Result<NmeaSettings> result = ConfigReader.of(Map.of())
                .read("gateway.yaml", "connection: \"" + connection + "\"", NmeaSettings.class);
        assertThat(((Result.Rejected<NmeaSettings>) result).problems().get(0).toString())
                .contains("connection")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource({"sample.yaml, 13", "README.md, 6"})
    void everyAddressThatIsShownHasNoComplaint(String file, int count) throws Exception {
        List<String> addresses = ADDRESS.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(addresses)
                .hasSize(count)
                .allSatisfy(address -> assertThat(new NmeaDriverFactory().complaintAbout(address))
                        .as(address)
                        .isEmpty());
    }

    @Test
    void sampleIsAWholeGateway() {
        Result<GatewayConfig> result = ConfigReader.of(Map.of("protocol", Map.of("nmea", NmeaSettings.class)))
                .read(Path.of("sample.yaml"), GatewayConfig.class);
        assertThat(result).as("%s", result).isInstanceOf(Result.Read.class);
    }

    @Test
    void everySettingNameAndKindOfFixIsInTheReadme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        for (var component : NmeaSettings.class.getRecordComponents()) {
            assertThat(text)
                    .contains("`"
                            + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "`");
        }
        for (NavPoint each : NavPoint.values()) {
            assertThat(text).contains("`" + each.word() + "`");
        }
        for (FixKind each : FixKind.values()) {
            assertThat(text).contains("`" + each.word() + "`");
        }
    }
}
