package io.fieldpost.opcua;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.opcua.history.HistorySettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the OPC UA driver needs to know about one machine. */
@Setting("A machine that speaks OPC UA over opc.tcp: one session, one subscription.")
public record OpcUaSettings(
        @Setting(
                value =
                        "Where the machine's server listens; with 'listen', the endpoint that it announces when it calls.",
                pattern = "opc\\.tcp://([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(:\\d{1,5})?(/\\S*)?",
                example = "opc.tcp://10.20.0.11:4840")
        String endpoint,

        @Setting(
                value =
                        "Where this gateway waits for the machine to call (reverse connect), for a machine behind a firewall that lets nobody in. Several machines may call the same port.",
                pattern = "([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+\\]):\\d{1,5}",
                example = "10.20.0.2:4841")
        @Nullable
        String listen,

        @Setting(
                value =
                        "Security policy. 'Best' takes the strongest of Aes256_Sha256_RsaPss, Aes128_Sha256_RsaOaep and Basic256Sha256 that the server offers. Basic256, Basic128Rsa15 and None need 'insecure: true'.",
                byDefault = "Best",
                example = "Aes256_Sha256_RsaPss")
        Security security,

        @Setting(
                value =
                        "What the policy does to messages. 'Best' signs and encrypts where the server offers that, and signs otherwise.",
                byDefault = "Best",
                example = "SignAndEncrypt")
        ProtectionMode mode,

        @Setting(
                value =
                        "Accept a security policy that does not protect: None, Basic256 or Basic128Rsa15. The doctor and the status page say so.",
                byDefault = "false")
        boolean insecure,

        @Setting(value = "User name at the server; anonymous without it.", example = "gateway") @Nullable
        String user,

        @Setting(value = "Password at the server.", example = "credential:press-1") @Nullable
        Secret password,

        @Setting(
                value = "PEM bundle of a user certificate and its key, in place of a user name and password.",
                example = "credential:press-1-user")
        @Nullable
        Secret identity,

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
                        "How many changes of one value the server keeps between two sendings. What does not fit is dropped and counted.",
                byDefault = "10",
                min = "1",
                max = "10000")
        int queueSize,

        @Setting(value = "What the server drops when its queue is full.", byDefault = "oldest")
        Discard discard,

        @Setting("Rules for points that are watched otherwise than the rest.")
        List<MonitoringRule> monitoring,

        @Setting(
                value =
                        "A value that has not been heard of for so long is read once, to see whether the server has forgotten to tell; 0s never.",
                byDefault = "1min",
                min = "0s",
                max = "1d")
        Duration checkSilentAfter,

        @Setting(
                value = "How often a point that the server refuses is asked for again.",
                byDefault = "30s",
                min = "1s",
                max = "1h")
        Duration retryRefusedEvery,

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

        @Setting(
                value =
                        "How many sessions are asked of this server within a minute, at most. A small controller has few, and frees one that was lost only after its time-out.",
                byDefault = "15",
                min = "1",
                max = "600")
        int sessionsPerMinute,

        @Setting(
                value =
                        "What an interruption kept from the gateway is read from the server's own history, where it keeps one.",
                byDefault = "{}")
        HistorySettings history) {

    public OpcUaSettings {
        if (!security.isStrong() && !insecure) {
            throw new IllegalArgumentException("security: " + security + " does not protect: " + security.weakness()
                    + "; choose a stronger policy, or write 'insecure: true' to accept it");
        }
        if (password != null && user == null) {
            throw new IllegalArgumentException("password: needs a user beside it");
        }
        if (identity != null && user != null) {
            throw new IllegalArgumentException("identity: takes the place of a user name; remove one of them");
        }
    }

    /** Publishing interval to ask for, in milliseconds. */
    double publishingMillis() {
        return millis(publishingInterval);
    }

    /** Sampling interval to ask for where no rule says otherwise, in milliseconds. */
    double samplingMillis() {
        return millis(samplingInterval == null ? publishingInterval : samplingInterval);
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
