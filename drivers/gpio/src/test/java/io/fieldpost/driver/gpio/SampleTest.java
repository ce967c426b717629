package io.fieldpost.driver.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.gpio.sensor.I2cSensorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sample and the README show to be copied is right. */
class SampleTest {
    private static final Pattern ADDRESS = Pattern.compile("`((?:din|counter|dout|pwm|i2c|spi|w1|led)/[^`]+)`");

    @Test
    void everyAddressOfTheReadmeHasNoComplaint() throws Exception {
        List<String> addresses = ADDRESS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .map(quoted -> quoted.replace("`", ""))
                .toList();
        assertThat(addresses).hasSizeGreaterThan(10).allSatisfy(SampleTest::isGood);
    }

    @Test
    void everySensorAndQuantityIsInTheReadme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        for (I2cSensorKind kind : I2cSensorKind.values()) {
            assertThat(text).contains("| `" + kind + "`");
            for (String quantity : kind.quantities()) {
                assertThat(text).contains(quantity.matches("ch[12]") ? "`ch0` to `ch3`" : "`" + quantity + "`");
            }
            if (!kind.parameter().name().isEmpty()) {
                assertThat(text)
                        .contains(
                                kind.parameter().name() + "=" + kind.parameter().example());
            }
        }
    }

    @Test
    void sampleIsAGatewayWithGoodAddresses() {
        for (Source source : read().sources()) {
            assertThat(source.points())
                    .hasSizeGreaterThan(8)
                    .extracting(PointSettings::address)
                    .allSatisfy(SampleTest::isGood);
            assertThat(source.settings()).isInstanceOf(GpioSettings.class);
        }
    }

    private static void isGood(String address) {
        assertThat(new GpioDriverFactory().complaintAbout(address)).as(address).isEmpty();
    }

    private static GatewayConfig read() {
        ConfigReader reader = ConfigReader.of(Map.of("protocol", Map.of("gpio", GpioSettings.class)));
        Result<GatewayConfig> result = reader.read(Path.of("sample.yaml"), GatewayConfig.class);
        assertThat(result).as(result.toString()).isInstanceOf(Result.Read.class);
        return ((Result.Read<GatewayConfig>) result).value();
    }
}
