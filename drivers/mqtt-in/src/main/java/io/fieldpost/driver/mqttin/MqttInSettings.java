package io.fieldpost.driver.mqttin;

import io.fieldpost.config.ByteSize;
import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a broker needs to know, and how its devices say what they say. */
@Setting("Sensors that speak MQTT, behind a broker. Each point is a topic and, for JSON, a pointer.")
public record MqttInSettings(
        @Setting(
                value = "The broker. mqtts:// is TLS, port 8883 without one; mqtt:// is plain, port 1883.",
                pattern = "mqtts?://[^/]+",
                example = "mqtt://10.0.0.2")
        URI url,

        @Setting(value = "User name at the broker.", example = "gateway") @Nullable
        String user,

        @Setting(value = "Password at the broker.", example = "credential:sensor-broker") @Nullable
        Secret password,

        @Setting(
                value = "PEM bundle of this gateway's private key and certificate, for mutual TLS.",
                example = "credential:device")
        @Nullable
        Secret identity,

        @Setting(
                value =
                        "PEM file with the certificates that may sign the broker's, or with the broker's own; without it, Java's own list is used.",
                example = "/etc/fieldpost/sensor-broker.pem")
        @Nullable
        Path trust,

        @Setting(
                value =
                        "Allow the password to travel over plain MQTT to another machine. Anyone on the way can read it.",
                byDefault = "false")
        boolean insecure,

        @Setting(
                value =
                        "Client identifier at the broker, unique there. Without it, fieldpost- with the gateway's id and the source's name.",
                pattern = "[!-~]{1,128}",
                example = "dg-0007-sensors")
        @Nullable
        String clientId,

        @Setting(
                value =
                        "Whether the broker keeps messages of QoS 1 and 2 while this gateway is away (a session that is not clean).",
                byDefault = "true")
        boolean persistent,

        @Setting(
                value = "Whose topics say whether a device is there: those of Tasmota, of Zigbee2MQTT, or none.",
                byDefault = "plain")
        DeviceKind devices,

        @Setting(
                value =
                        "A topic on which everything behind this source says 'online' or 'offline', as text or as the member 'state' of a JSON object.",
                example = "plant/sensors/status")
        @Nullable
        String availability,

        @Setting(
                value =
                        "What a retained message is, which was sent nobody knows when: a value of uncertain quality, a good one, or nothing.",
                byDefault = "uncertain")
        RetainedAs retained,

        @Setting(
                value =
                        "JSON pointer to the time in each payload: RFC 3339, or seconds or milliseconds since 1970. Without it, a value has the time of its arrival.",
                example = "/Time")
        @Nullable
        String time,

        @Setting(
                value =
                        "The time zone of times that tell none, such as those of Tasmota; without it, such times are not used.",
                example = "Asia/Shanghai")
        @Nullable
        String zone,

        @Setting(
                value =
                        "After how long without a message a point has no value any more. Write more than twice the period at which the devices send.",
                min = "1s",
                max = "7d",
                example = "11min")
        @Nullable
        Duration staleAfter,

        @Setting(
                value = "The largest payload that is looked at; a larger message is let go, and said so.",
                byDefault = "64KiB",
                min = "1KiB",
                max = "4MiB")
        ByteSize largest,

        @Setting(
                value =
                        "How long the broker may take for each answer: connection, log-in, subscription; and a device to follow a command. Keep the source's deadline above three times this.",
                byDefault = "3s",
                min = "100ms",
                max = "1min")
        Duration timeout) {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    public MqttInSettings {
        boolean tls = "mqtts".equals(url.getScheme());
        if (!tls && !"mqtt".equals(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("url: write it like mqtt://10.0.0.2 or mqtts://broker.plant:8883");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url: a user or password does not belong here; use 'user' and 'password'");
        }
        if (url.getPort() == 0 || url.getPort() > 0xFFFF) {
            throw new IllegalArgumentException("url: no port " + url.getPort() + "; allowed: 1 to 65535");
        }
        if (!tls && (trust != null || identity != null)) {
            throw new IllegalArgumentException(
                    (trust != null ? "trust" : "identity") + ": certificates need TLS; write mqtts:// in 'url'");
        }
        if (password != null && user == null) {
            throw new IllegalArgumentException("password: it needs a 'user' beside it");
        }
        if (!tls && password != null && !insecure && !isThisMachine(url.getHost())) {
            throw new IllegalArgumentException("url: a password would travel over plain MQTT to " + url.getHost()
                    + "; write mqtts://, or 'insecure: true' if you accept that anyone on the way can read it");
        }
        if (availability != null) {
            checkTopic(availability);
        }
        if (time != null) {
            pointer(time);
        }
        if (zone != null) {
            zoneOf(zone);
        }
    }

    private static void checkTopic(String topic) {
        try {
            if (TopicFilter.parse(topic).isWild()) {
                throw new IllegalArgumentException("availability: one topic, without '+' and '#'");
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException("availability: " + e.complaint(), e);
        }
    }

    private static JsonPointer pointer(String text) {
        try {
            return JsonPointer.parse(text.startsWith("#") ? text.substring(1) : text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("time: " + e.complaint(), e);
        }
    }

    private static ZoneId zoneOf(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone: '" + text + "' is no time zone; write it like Asia/Shanghai or +08:00", e);
        }
    }

    /** Where each payload has its time; null for nowhere. */
    @Nullable
    JsonPointer timePointer() {
        return time == null ? null : pointer(time);
    }

    /** Of times that tell none; null for none. */
    @Nullable
    ZoneId timeZone() {
        return zone == null ? null : zoneOf(zone);
    }

    boolean tls() {
        return "mqtts".equals(url.getScheme());
    }

    int port() {
        return url.getPort() >= 0 ? url.getPort() : tls() ? TLS_PORT : PLAIN_PORT;
    }

    /** Name or address, an IPv6 address without its brackets. */
    String host() {
        return url.getHost().replaceAll("[\\[\\]]", "");
    }

    boolean isThisMachine() {
        return isThisMachine(url.getHost());
    }

    /** By the written address alone: a name is not looked up, because what it means can change. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
