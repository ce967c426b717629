package io.fieldpost.driver.serialtext;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import java.net.InetSocketAddress;
import java.util.Map;

/** Settings as a technician writes them. */
final class Settings {
    private Settings() {}

    static Result<SerialTextSettings> read(String yaml) {
        return ConfigReader.of(Map.of()).read("gateway.yaml", yaml, SerialTextSettings.class);
    }

    static SerialTextSettings good(String yaml) {
        Result<SerialTextSettings> result = read(yaml);
        assertThat(result).as("%s", result).isInstanceOf(Result.Read.class);
        return ((Result.Read<SerialTextSettings>) result).value();
    }

    /** @param more further lines */
    static SerialTextSettings at(InetSocketAddress address, String... more) {
        return good("connection: tcp://127.0.0.1:" + address.getPort() + "\n" + String.join("\n", more));
    }
}
