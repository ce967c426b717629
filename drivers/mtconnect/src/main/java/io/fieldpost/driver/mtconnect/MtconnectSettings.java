package io.fieldpost.driver.mtconnect;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.http.HttpAccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an MTConnect agent needs to know. */
@Setting("Machine tools behind an MTConnect agent. Each point is a data item of the agent.")
public record MtconnectSettings(
        @Setting(value = "Where the agent is.", example = "http://10.0.0.9:5000")
        URI url,

        @Setting(
                value =
                        "Name or UUID of one machine, where the agent has several and names of data items stand for several. All machines without it.",
                pattern = "[^\\s/?#%]{1,128}",
                example = "VMC-3Axis")
        @Nullable
        String device,

        @Setting(
                value =
                        "How often the agent is asked for what is new. Nothing is lost in between while its buffer holds it.",
                byDefault = "1s",
                min = "10ms",
                max = "1h")
        Duration interval,

        @Setting(
                value =
                        "How many observations one answer may have; when there are more, the next request follows at once.",
                byDefault = "1000",
                min = "1",
                max = "5000")
        int count,

        @Setting(value = "User name at the agent (basic authentication).", example = "gateway") @Nullable
        String user,

        @Setting(value = "Password at the agent.", example = "credential:agent-password") @Nullable
        Secret password,

        @Setting(
                value =
                        "PEM file with the certificates that may sign the agent's, or with the agent's own; without it, Java's own list is used.",
                example = "/etc/fieldpost/agents.pem")
        @Nullable
        Path trust,

        @Setting(
                value =
                        "Allow the password to travel over plain HTTP to another machine. Anyone on the way can read it.",
                byDefault = "false")
        boolean insecure,

        @Setting(
                value = "How long the agent may take for one whole answer, connection included.",
                byDefault = "5s",
                min = "100ms",
                max = "1min")
        Duration timeout) {
    public MtconnectSettings {
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("url: what stands behind '?' is the driver's; remove it");
        }
        new HttpAccess(url, Map.of(), Map.of(), user, password, null, trust, insecure, timeout);
    }

    HttpAccess access() {
        return new HttpAccess(url, Map.of(), Map.of(), user, password, null, trust, insecure, timeout);
    }
}
