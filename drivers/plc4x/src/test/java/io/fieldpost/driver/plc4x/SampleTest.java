package io.fieldpost.driver.plc4x;

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
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sample and the README show to be copied is right. */
class SampleTest {
    private static final Pattern ADDRESS = Pattern.compile("address: \"([^\"]*)\"");
    private static final Pattern SHOWN = Pattern.compile("`(%[^`]*|[A-Za-z]+\\.[A-Za-z.]+:[A-Z]+|0x4020[^`]*)`");
    private static final Pattern CONNECTION = Pattern.compile("`((?:s7|eip|logix|ads)://[^`]+)`");

    @ParameterizedTest
    @CsvSource({"sample.yaml, 6", "README.md, 2"})
    void everyAddressThatIsShownHasNoComplaint(String file, int count) throws Exception {
        assertRight(matches(ADDRESS, file), count);
    }

    @Test
    void everyAddressInTheTableHasNoComplaint() throws Exception {
        assertRight(matches(SHOWN, "README.md"), 11);
    }

    private static void assertRight(List<String> addresses, int count) {
        assertThat(addresses)
                .hasSize(count)
                .allSatisfy(address -> assertThat(new Plc4xDriverFactory().complaintAbout(address))
                        .as(address)
                        .isEmpty());
    }

    private static List<String> matches(Pattern pattern, String file) throws Exception {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyConnectionThatIsShownIsRight() throws Exception {
        List<String> shown = matches(CONNECTION, "README.md").stream()
                .filter(each -> each.contains("?"))
                .toList();
        assertThat(shown)
                .hasSize(4)
                .allSatisfy(each -> assertThat(ConnectionText.parse(each)).isNotNull());
    }

    @Test
    void sampleIsAWholeGateway() {
        Result<GatewayConfig> result = ConfigReader.of(Map.of("protocol", Map.of("plc4x", Plc4xSettings.class)))
                .read(Path.of("sample.yaml"), GatewayConfig.class);
        assertThat(result).as("%s", result).isInstanceOf(Result.Read.class);
    }

    @Test
    void everySettingAndEveryResponseCodeIsInTheReadme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        for (var component : Plc4xSettings.class.getRecordComponents()) {
            assertThat(text)
                    .contains("`"
                            + component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + "`");
        }
        for (PlcResponseCode each : PlcResponseCode.values()) {
            assertThat(each == PlcResponseCode.OK
                            || text.contains("`" + each.name().toLowerCase(Locale.ROOT) + "`"))
                    .as("%s", each)
                    .isTrue();
        }
    }
}
