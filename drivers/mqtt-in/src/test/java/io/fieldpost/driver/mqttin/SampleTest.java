package io.fieldpost.driver.mqttin;

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

/** What the sample and the README show to be copied is right. */
class SampleTest {
    private static final Pattern ADDRESS = Pattern.compile("address: \"([^\"]*)\"");

    @ParameterizedTest
    @CsvSource({"sample.yaml, 8", "README.md, 5"})
    void everyAddressThatIsShownHasNoComplaint(String file, int count) throws Exception {
        List<String> addresses = ADDRESS.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(addresses)
                .hasSize(count)
                .allSatisfy(address -> assertThat(new MqttInDriverFactory().complaintAbout(address))
                        .as(address)
                        .isEmpty());
    }

    @Test
    void sampleIsAWholeGateway() {
        Result<GatewayConfig> result = ConfigReader.of(Map.of("protocol", Map.of("mqtt-in", MqttInSettings.class)))
                .read(Path.of("sample.yaml"), GatewayConfig.class);
        assertThat(result).as("%s", result).isInstanceOf(Result.Read.class);
    }

    @Test
    void everySettingAndChoiceIsNamedInTheReadme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        for (var component : MqttInSettings.class.getRecordComponents()) {
            assertThat(text)
                    .contains("`"
                            + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "`");
        }
        for (DeviceKind kind : DeviceKind.values()) {
            assertThat(text).contains("`" + kind.name().toLowerCase(Locale.ROOT) + "`");
        }
        for (RetainedAs as : RetainedAs.values()) {
            assertThat(text).contains("`" + as.name().toLowerCase(Locale.ROOT) + "`");
        }
    }
}
