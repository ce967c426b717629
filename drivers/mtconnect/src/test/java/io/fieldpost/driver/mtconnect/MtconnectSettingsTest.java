package io.fieldpost.driver.mtconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MtconnectSettingsTest {
    private static Result<MtconnectSettings> read(String yaml) {
        return ConfigReader.of(Map.of()).read("gateway.yaml", yaml, MtconnectSettings.class);
    }

    private static String complaint(String yaml) {
        Result<MtconnectSettings> result = read(yaml);
        assertThat(result).isInstanceOf(Result.Rejected.class);
        return ((Result.Rejected<MtconnectSettings>) result).problems().get(0).toString();
    }

    @Test
    void urlIsAllThatMustBeWritten() {
        Result<MtconnectSettings> result = read("url: http://10.0.0.9:5000");
        assertThat(result).isInstanceOf(Result.Read.class);
        MtconnectSettings settings = ((Result.Read<MtconnectSettings>) result).value();
        assertThat(settings.device()).isNull();
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.count()).isEqualTo(1000);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatCanNotWorkIsComplainedAboutWhereItStands() {
        assertThat(complaint("url: http://10.0.0.9:5000/current?path=x")).contains("what stands behind '?'");
        assertThat(complaint("url: http://10.0.0.9\nuser: u\npassword: env:P")).contains("plain HTTP to 10.0.0.9");
        assertThat(complaint("url: http://10.0.0.9\ndevice: a/b")).contains("device");
    }
}
