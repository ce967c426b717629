package io.fieldpost.driver.httpjson;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.http.HttpAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a device with a web server needs to know. */
@Setting("A device that answers HTTP requests with JSON. Each point is a path and a JSON pointer.")
public record HttpJsonSettings(
        @Setting(
                value = "Where the device's web server is; a path behind it is what a point without a path asks for.",
                example = "http://10.0.0.5/status")
        URI url,

        @Setting("Headers that the device wants with each request. Keys that are secrets belong into 'secret_headers'.")
        Map<String, String> headers,

        @Setting("The same for keys that are secrets, such as X-Api-Key: \"credential:weather\".")
        Map<String, Secret> secretHeaders,

        @Setting(value = "User name at the device (basic authentication).", example = "gateway") @Nullable
        String user,

        @Setting(value = "Password at the device.", example = "credential:sensor-password") @Nullable
        Secret password,

        @Setting(value = "Bearer token, in place of a user name and password.", example = "credential:sensor-token")
        @Nullable
        Secret token,

        @Setting(
                value =
                        "PEM file with the certificates that may sign the device's, or with the device's own; without it, Java's own list is used.",
                example = "/etc/fieldpost/sensors.pem")
        @Nullable
        Path trust,

        @Setting(
                value =
                        "Allow a password, token or secret header to travel over plain HTTP to another machine. Anyone on the way can read it.",
                byDefault = "false")
        boolean insecure,

        @Setting(
                value =
                        "How long the device may take for one whole answer, connection included. Keep the source's deadline above this times the number of paths.",
                byDefault = "3s",
                min = "100ms",
                max = "1min")
        Duration timeout) {
    public HttpJsonSettings {
        headers = Map.copyOf(headers);
        secretHeaders = Map.copyOf(secretHeaders);
        new HttpAccess(url, headers, secretHeaders, user, password, token, trust, insecure, timeout);
    }

    HttpAccess access() {
        return new HttpAccess(url, headers, secretHeaders, user, password, token, trust, insecure, timeout);
    }
}
