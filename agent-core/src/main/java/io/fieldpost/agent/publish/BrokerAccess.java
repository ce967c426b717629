package io.fieldpost.agent.publish;

import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.Destination;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is and how it is entered. Secrets are resolved at each connection, so a renewed certificate or password needs no
 * restart.
 *
 * @param url {@code mqtt://host[:1883]} or {@code mqtts://host[:8883]}
 * @param trust PEM file with the authorities that may sign the broker's certificate; null means Java's own list. A broker's own
 *     certificate may stand in it too, and is then trusted whatever its dates say, as Java does with every certificate trusted by itself
 * @param identity PEM bundle with our private key (PKCS #8) and certificate chain; null means none
 * @param secrets reads a secret; an {@link IllegalArgumentException} or {@link java.io.UncheckedIOException} says why it can't
 */
public record BrokerAccess(
        URI url,
        @Nullable Path trust,
        @Nullable Secret identity,
        @Nullable String user,
        @Nullable Secret password,
        Function<Secret, String> secrets) {
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /** How a configured destination is entered. */
    public static BrokerAccess of(Destination destination, Function<Secret, String> secrets) {
        return new BrokerAccess(
                destination.url(),
                destination.trust(),
                destination.identity(),
                destination.user(),
                destination.password(),
                secrets);
    }

    /** A plain broker that asks for nothing. */
    public static BrokerAccess anonymous(URI url) {
        return new BrokerAccess(url, null, null, null, null, Secret::toString);
    }

    /** What a technician reads when the connection failed or broke. */
    public String describe(Throwable failure) {
        return MqttFailures.of(this, failure).message();
    }

    /** What a technician reads when the broker said no or good-bye with an MQTT 5 reason code. */
    public String describe(int reason) {
        return MqttFailures.ofReason(this, reason).message();
    }

    boolean tls() {
        return "mqtts".equals(url.getScheme());
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return tls() ? TLS_PORT : PLAIN_PORT;
    }

    /** Name or address, an IPv6 address without its brackets. */
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** As Paho spells it; it does not know of TLS, {@link BrokerSocket}. */
    String pahoUri() {
        return "tcp://" + url.getHost() + ":" + port();
    }

    @Nullable
    String passwordText() {
        return password == null ? null : secrets.apply(password).strip();
    }
}
