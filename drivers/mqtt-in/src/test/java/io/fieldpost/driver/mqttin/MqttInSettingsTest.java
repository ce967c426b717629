package io.fieldpost.driver.mqttin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttInSettingsTest {
    private static final Secret SECRET = Secret.parse("credential:broker");

    private static MqttInSettings settings(
            String url, @Nullable Secret password, @Nullable Path trust, boolean insecure) {
        return new MqttInSettings(
                URI.create(url),
                password == null ? null : "gateway",
                password,
                null,
                trust,
                insecure,
                null,
                true,
                DeviceKind.PLAIN,
                null,
                RetainedAs.UNCERTAIN,
                null,
                null,
                null,
                new ByteSize(65_536),
                Duration.ofSeconds(10));
    }

    @Test
    void passwordOverPlainMqttToAnotherMachineNeedsAWord() {
        assertThatThrownBy(() -> settings("mqtt://10.0.0.2", SECRET, null, false))
                .hasMessageStartingWith("url: a password would travel over plain MQTT to 10.0.0.2");
        assertThatCode(() -> settings("mqtt://10.0.0.2", SECRET, null, true)).doesNotThrowAnyException();
        assertThatCode(() -> settings("mqtt://127.0.0.1", SECRET, null, false)).doesNotThrowAnyException();
        assertThatCode(() -> settings("mqtts://10.0.0.2", SECRET, null, false)).doesNotThrowAnyException();
    }

    @Test
    void certificatesNeedTls() {
        assertThatThrownBy(() -> settings("mqtt://127.0.0.1", null, Path.of("/ca.pem"), false))
                .hasMessageStartingWith("trust: certificates need TLS");
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.2, 'url: write it like'",
        "mqtt://a:b@10.0.0.2, 'url: a user or password does not belong here'",
        "mqtt://10.0.0.2:0, url: no port 0"
    })
    void urlThatIsNoBrokersIsRefused(String url, String told) {
        assertThatThrownBy(() -> settings(url, null, null, false)).hasMessageStartingWith(told);
    }

    @Test
    void portsAreThoseOfMqtt() {
        assertThat(settings("mqtt://10.0.0.2", null, null, false).port()).isEqualTo(1883);
        assertThat(settings("mqtts://[::1]", null, null, false).port()).isEqualTo(8883);
        assertThat(settings("mqtts://[::1]", null, null, false).host()).isEqualTo("::1");
    }

    @ParameterizedTest
    @CsvSource({"Time, , 'time: a pointer begins with'", "/Time, Asia/Shanghia, zone: 'Asia/Shanghia' is no time zone"})
    void timeThatCantBeReadIsRefused(String pointer, @Nullable String zone, String told) {
        assertThatThrownBy(() -> TestSettings.of(1883).time(pointer, zone).build())
                .hasMessageStartingWith(told.replace("''", "'"));
    }

    @Test
    void plainMqttToAnotherMachineIsRemarked() {
        MqttInDriverFactory factory = new MqttInDriverFactory();
        assertThat(factory.remarks(settings("mqtt://10.0.0.2", null, null, false)))
                .hasSize(1);
        assertThat(factory.remarks(settings("mqtt://127.0.0.1", null, null, false)))
                .isEmpty();
    }
}
