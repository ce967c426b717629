package io.fieldpost.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fieldpost.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAccessTest {
    private static final Secret SECRET = Secret.parse("credential:sensor");

    private static HttpAccess access(
            String url, @Nullable String user, @Nullable Secret password, @Nullable Secret token, boolean insecure) {
        return new HttpAccess(
                URI.create(url), Map.of(), Map.of(), user, password, token, null, insecure, Duration.ofSeconds(1));
    }

    private static HttpAccess withHeader(String name, String value) {
        return new HttpAccess(
                URI.create("http://10.0.0.5"),
                Map.of(name, value),
                Map.of(),
                null,
                null,
                null,
                null,
                false,
                Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://10.0.0.5, 'url: write it like'",
        "10.0.0.5, 'url: write it like'",
        "http://u:p@10.0.0.5, 'url: a user or password does not belong here'",
        "http://a_b, 'url: no host that a network knows'",
        "http://10.0.0.5:0, 'url: no port 0'",
        "http://10.0.0.5:70000, 'url: no port 70000'",
        "http://10.0.0.5/#x, 'url: what stands behind'"
    })
    void urlThatCanNotWorkIsRefused(String url, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access(url, null, null, null, false))
                .withMessageStartingWith(complaint);
    }

    @Test
    void secretNeverTravelsInClearToAnotherMachineUnlessThatIsAccepted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access("http://10.0.0.5", "u", SECRET, null, false))
                .withMessageContaining("plain HTTP to 10.0.0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access("http://localhost.evil.example", null, null, SECRET, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpAccess(
                        URI.create("http://10.0.0.5"),
                        Map.of(),
                        Map.of("X-Api-Key", SECRET),
                        null,
                        null,
                        null,
                        null,
                        false,
                        Duration.ofSeconds(1)));
        access("http://10.0.0.5", "u", SECRET, null, true);
        access("http://127.0.0.1:81", null, null, SECRET, false);
        access("https://10.0.0.5", null, null, SECRET, false);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access("https://10.0.0.5", null, SECRET, null, false))
                .withMessageStartingWith("password: it needs a 'user'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access("https://10.0.0.5", "u", null, SECRET, false))
                .withMessageStartingWith("token: it takes the place of a user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access("https://10.0.0.5", "a:b", null, null, false))
                .withMessageStartingWith("user:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpAccess(
                        URI.create("http://10.0.0.5"),
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        null,
                        Path.of("/ca.pem"),
                        false,
                        Duration.ofSeconds(1)))
                .withMessageStartingWith("trust: certificates need TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "Host", "content-length", "Authorization", "TRANSFER-ENCODING", "x:y"})
    void headerThatWouldBreakTheRequestOrHoldsASecretIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withHeader(name, "v"))
                .withMessageStartingWith("headers: ");
    }

    @Test
    void headerNeverBringsAnotherWithIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> withHeader("X-A", "b\r\nX-C: d"));
        assertThatIllegalArgumentException().isThrownBy(() -> withHeader("X-A", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> withHeader("X-A", "度"));
        withHeader("X-A", "b c");
    }

    @Test
    void plainHttpToAnotherMachineIsRemarkedAlthoughItWorks() {
        assertThat(access("http://10.0.0.5", null, null, null, false).remarks())
                .singleElement()
                .satisfies(remark -> assertThat(remark.text()).contains("anyone on the way"));
        assertThat(access("https://10.0.0.5", null, null, null, false).remarks())
                .isEmpty();
        assertThat(access("http://127.0.0.1", null, null, null, false).remarks())
                .isEmpty();
    }

    @Test
    void targetTravelsEncodedOnce() {
        assertThat(access("http://10.0.0.5", null, null, null, false).ownTarget())
                .isEqualTo("/");
        assertThat(access("http://10.0.0.5/a%20b?c=d", null, null, null, false).ownTarget())
                .isEqualTo("/a%20b?c=d");
        assertThat(HttpTarget.encoded("/温 度?a=%41\"")).isEqualTo("/%E6%B8%A9%20%E5%BA%A6?a=%41%22");
        assertThat(HttpTarget.encoded("/a\r\nX: y")).isEqualTo("/a%0D%0AX:%20y");
    }
}
