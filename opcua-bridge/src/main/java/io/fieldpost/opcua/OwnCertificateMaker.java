package io.fieldpost.opcua;

import io.fieldpost.opcua.certificate.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the gateway's certificates (OPC UA Part 6, 6.2.2), for a client and a server alike.
 *
 * <p>They are valid from 2020, whatever the gateway's clock says, so that one made before the clock was set is not refused later.
 */
final class OwnCertificateMaker {
    private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant EARLIEST_NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration VALID_FOR = Duration.ofDays(3650);

    /** Half of a UUID: no two gateways of a plant, also those that both kept the id of the example. */
    private static final int KEY_MARK_BYTES = 8;

    /** Linux tells it without asking a name server. */
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private static final Pattern DNS_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private final KeyPair keys;
    private final String gateway;
    private final Instant now;

    OwnCertificateMaker(KeyPair keys, String gateway, Instant now) {
        this.keys = keys;
        this.gateway = gateway;
        this.now = now;
    }

    /** The first certificate of a key: {@code urn:fieldpost:GATEWAY:MARK}, where the mark is taken from the public key. */
    X509Certificate make() throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded());
        return make("urn:fieldpost:" + gateway + ":" + HexFormat.of().formatHex(digest, 0, KEY_MARK_BYTES));
    }

    /** A further one, under the ApplicationUri that machines know. */
    X509Certificate make(String applicationUri) throws GeneralSecurityException {
        Instant until = (now.isBefore(EARLIEST_NOW) ? EARLIEST_NOW : now).plus(VALID_FOR);
        return new SelfSignedCertificate(
                        "Fieldpost " + gateway, applicationUri, hostNames(), List.of(), VALID_FROM, until)
                .of(keys);
    }

    private static List<String> hostNames() {
        try {
            String name = Files.readString(HOST_NAME).strip();
            return DNS_NAME.matcher(name).matches() ? List.of(name) : List.of();
        } catch (IOException elsewhere) {
            return List.of();
        }
    }
}
