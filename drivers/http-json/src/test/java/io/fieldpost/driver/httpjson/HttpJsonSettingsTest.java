package io.fieldpost.driver.httpjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpJsonSettingsTest {
    private static Result<HttpJsonSettings> read(String yaml) {
        return ConfigReader.of(Map.of()).read("gateway.yaml", yaml, HttpJsonSettings.class);
    }

    private static HttpJsonSettings good(String yaml) {
        Result<HttpJsonSettings> result = read(yaml);
        assertThat(result).isInstanceOf(Result.Read.class);
        return ((Result.Read<HttpJsonSettings>) result).value();
    }

    private static String complaint(String yaml) {
        Result<HttpJsonSettings> result = read(yaml);
        assertThat(result).isInstanceOf(Result.Rejected.class);
        return ((Result.Rejected<HttpJsonSettings>) result).problems().get(0).toString();
    }

    @Test
    void urlIsAllThatMustBeWritten() {
        HttpJsonSettings settings = good("url: http://10.0.0.5/status");
        assertThat(settings.url()).isEqualTo(URI.create("http://10.0.0.5/status"));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.headers()).isEmpty();
        assertThat(settings.access().ownTarget()).isEqualTo("/status");
    }

    @Test
    void headersAndSecretsAreRead() {
        HttpJsonSettings settings = good("url: https://weather.example/now\n"
                + "headers: { X-Unit: metric }\n"
                + "secret_headers: { X-Api-Key: \"credential:weather\" }\n"
                + "user: gateway\npassword: env:WEATHER");
        assertThat(settings.headers()).containsExactly(Map.entry("X-Unit", "metric"));
        assertThat(settings.secretHeaders())
                .containsExactly(Map.entry("X-Api-Key", Secret.parse("credential:weather")));
        assertThat(settings.password()).isEqualTo(Secret.parse("env:WEATHER"));
    }

    @Test
    void secretWrittenInClearIsRefusedWithoutBeingPrinted() {
        assertThat(complaint("url: https://10.0.0.5\nuser: u\npassword: hunter2"))
                .contains("a secret is never written in this file")
                .doesNotContain("hunter2");
        assertThat(complaint("url: https://10.0.0.5\nsecret_headers: { X-Api-Key: hunter2 }"))
                .contains("a secret is never written in this file")
                .doesNotContain("hunter2");
    }

    @Test
    void settingsThatContradictEachOtherAreComplainedAboutWhereTheyStand() {
        assertThat(complaint("url: http://10.0.0.5\nuser: u\npassword: env:P"))
                .contains("url")
                .contains("plain HTTP to 10.0.0.5");
        assertThat(complaint("url: http://10.0.0.5\ntrust: /etc/ca.pem"))
                .contains("trust")
                .contains("certificates need TLS");
    }
}
