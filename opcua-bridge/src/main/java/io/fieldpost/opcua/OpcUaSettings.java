package io.fieldpost.opcua;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.opcua.address.Discover;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the OPC UA driver needs to know about one machine. */
@Setting("A machine that speaks OPC UA over opc.tcp: one session, one subscription.")
public record OpcUaSettings(
        @Setting(
                value = "Where the machine's server listens.",
                pattern = "opc\\.tcp://([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(:\\d{1,5})?(/\\S*)?",
                example = "opc.tcp://10.20.0.11:4840")
        String endpoint,

        @Setting(
                value =
                        "Security policy. 'Best' takes the strongest that the server offers, signed and encrypted where it can be; 'None' only from a server on this machine. 'None' off this machine needs 'insecure: true'.",
                byDefault = "Best",
                example = "Aes256_Sha256_RsaPss")
        Security security,

        @Setting(
                value =
                        "Allow 'security: None' to another machine. Anyone on the way can read and change the data, and read the password.",
                byDefault = "false")
        boolean insecure,

        @Setting(value = "User name at the server; anonymous without it.", example = "gateway") @Nullable
        String user,

        @Setting(value = "Password at the server.", example = "credential:press-1") @Nullable
        Secret password,

        @Setting(
                value = "How often the server may send what has changed.",
                byDefault = "500ms",
                min = "10ms",
                max = "1min")
        Duration publishingInterval,

        @Setting(
                value = "How often the server looks at each value; as often as it may send, without it.",
                min = "0ms",
                max = "1h",
                example = "100ms")
        @Nullable
        Duration samplingInterval,

        @Setting(
                value =
                        "How many changes of one value the server keeps between two sendings. When more come, the oldest is dropped and counted.",
                byDefault = "10",
                min = "1",
                max = "10000")
        int queueSize,

        @Setting(
                value = "How long the server may take to accept a connection or to answer one request.",
                byDefault = "4s",
                min = "200ms",
                max = "5min")
        Duration requestTimeout,

        @Setting(
                value = "How long the server keeps a session whose client has vanished.",
                byDefault = "1min",
                min = "10s",
                max = "1h")
        Duration sessionTimeout,

        @Setting("Rules by which the driver finds points by itself, beside those of the source's 'points'.")
        List<Discover> discover,

        @Setting(
                value =
                        "How often rules, paths and refused points are looked up again, beside each time when the server says that its nodes have changed.",
                byDefault = "10min",
                min = "10s",
                max = "1d")
        Duration lookAgain) {

    public OpcUaSettings {
        if (security == Security.None && !insecure && !EndpointUrl.isLoopback(endpoint)) {
            throw new IllegalArgumentException(
                    "security: None to another machine lets anyone on the way read and change the data;"
                            + " choose a security policy, or write 'insecure: true' to accept it");
        }
        if (password != null && user == null) {
            throw new IllegalArgumentException("password: needs a user beside it");
        }
    }

    /** Sampling interval to ask for, in milliseconds. */
    double samplingMillis() {
        return millis(samplingInterval == null ? publishingInterval : samplingInterval);
    }

    /** Publishing interval to ask for, in milliseconds. */
    double publishingMillis() {
        return millis(publishingInterval);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
