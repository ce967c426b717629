package io.fieldpost.config.gateway;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One broker to publish to. */
@Setting(
        "One broker to publish to. Each destination has progress of its own, which it keeps while its name stays the same.")
public record Destination(
        @Setting(
                value = "Name of this destination, unique on the gateway; its progress is kept under this name.",
                pattern = "[A-Za-z0-9_.-]{1,64}",
                example = "city")
        String name,

        @Setting(
                value =
                        "The broker. mqtts:// is TLS; mqtt:// is plain and allowed off this machine only with 'insecure: true'.",
                pattern = "mqtts?://[^/]+",
                example = "mqtts://broker.city.example:8883")
        URI url,

        @Setting(value = "How records are written on the wire.", byDefault = "json")
        PayloadFormat payload,

        @Setting(
                value =
                        "PEM file with the certificates that may sign the broker's; without it, Java's own list is used.",
                example = "/etc/fieldpost/ca.pem")
        @Nullable
        Path trust,

        @Setting(
                value = "PEM bundle of this gateway's private key and certificate, for mutual TLS.",
                example = "credential:device")
        @Nullable
        Secret identity,

        @Setting(value = "User name at the broker.", example = "dg-0007") @Nullable
        String user,

        @Setting(value = "Password at the broker.", example = "credential:broker-password") @Nullable
        Secret password,

        @Setting(
                value = "Allow plain MQTT to another machine. Anyone on the way can read and change the data.",
                byDefault = "false")
        boolean insecure,

        @Setting(
                value = "How many messages may wait for their acknowledgement at once.",
                byDefault = "16",
                min = "1",
                max = "1000")
        int window,

        @Setting(
                value =
                        "Where a destination begins whose name the store does not know yet: with the oldest record kept, or with what comes from now on.",
                byDefault = "oldest")
        StartsAt startsAt,

        @Setting(
                value =
                        "How many bytes a second of what had to wait may leave beside what is new; without it, as many as do not hold up what is new.",
                min = "1KiB",
                example = "256KiB")
        @Nullable
        ByteSize backlogRate) {
    public Destination {
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url: a user or password does not belong here; use 'user' and 'password'");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException(
                    "url: no host that a network knows; allowed: letters, digits, '-' and '.'");
        }
        boolean plain = "mqtt".equals(url.getScheme());
        if (plain && !insecure && !isThisMachine(url.getHost())) {
            throw new IllegalArgumentException("url: plain MQTT to " + url.getHost()
                    + ", which is not this machine; write mqtts://, or 'insecure: true' if you accept that anyone on the way"
                    + " can read and change the data");
        }
        if (plain && trust != null) {
            throw new IllegalArgumentException("trust: certificates need TLS; write mqtts:// in 'url'");
        }
        if (plain && identity != null) {
            throw new IllegalArgumentException("identity: a certificate needs TLS; write mqtts:// in 'url'");
        }
        if (password != null && user == null) {
            throw new IllegalArgumentException("password: it needs a 'user' beside it");
        }
    }

    /** By the written address alone: a name is not looked up, because what it means can change. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
