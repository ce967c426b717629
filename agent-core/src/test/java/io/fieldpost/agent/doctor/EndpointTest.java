package io.fieldpost.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointTest {
    /** As a driver declares it, closed to other packages. */
    private record Settings(
            URI endpoint,
            String receiver,
            String note,
            int port,
            @Nullable URI backup) {}

    @Test
    void portIsTheWrittenOneOrTheUsualOneOfTheScheme() {
        assertThat(Endpoint.in("opc.tcp://10.20.0.11:4841/path")).containsExactly(new Endpoint("10.20.0.11", 4841));
        assertThat(Endpoint.in("opc.tcp://press.local")).containsExactly(new Endpoint("press.local", 4840));
        assertThat(Endpoint.in("mqtts://u:p@broker.city.example"))
                .containsExactly(new Endpoint("broker.city.example", 8883));
        assertThat(Endpoint.in("mqtt://[::1]:1884")).containsExactly(new Endpoint("::1", 1884));
        assertThat(new Endpoint("::1", 1884)).hasToString("[::1]:1884");
    }

    @Test
    void whatNamesNoHostAndPortIsNoEndpoint() {
        for (String text :
                List.of("", "press-1", "file:///dev/ttyUSB0", "http://host", "x://host:0", "x://host:99999")) {
            assertThat(Endpoint.in(text)).as(text).isEmpty();
        }
    }

    @Test
    void settingsOfAnyDriverAreSearched() {
        Settings settings =
                new Settings(URI.create("opc.tcp://10.20.0.11:4840"), "rtl_tcp://127.0.0.1:1234", "a: b", 502, null);

        assertThat(Endpoint.in(settings))
                .containsExactly(new Endpoint("10.20.0.11", 4840), new Endpoint("127.0.0.1", 1234));
    }
}
