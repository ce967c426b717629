package io.fieldpost.opcua.simulation;

import io.fieldpost.opcua.certificate.SelfSignedCertificate;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;

/**
 * What the simulated server shows, kept over its restarts. It trusts every client: it stands for a machine whose owner has approved
 * the gateway.
 */
public record ServerCertificate(KeyPair keys, X509Certificate certificate) {
    private static final int KEY_BITS = 2048;
    private static final Duration VALID = Duration.ofDays(365);

    /** A new pair of keys with a certificate that names the loopback. */
    public static ServerCertificate make() throws Exception {
        KeyPair keys = SelfSignedCertificate.newKeys(KEY_BITS);
        Instant now = Instant.now();
        X509Certificate certificate = new SelfSignedCertificate(
                        "Fieldpost demo line",
                        "urn:fieldpost:demo:server",
                        List.of(),
                        List.of("127.0.0.1"),
                        now.minus(VALID),
                        now.plus(VALID))
                .of(keys);
        return new ServerCertificate(keys, certificate);
    }

    /** For a server that shows this certificate. */
    public CertificateManager manager() {
        MemoryCertificateStore store = new MemoryCertificateStore();
        X509Certificate[] chain = {certificate};
        try {
            store.set(
                    NodeIds.RsaSha256ApplicationCertificateType, new CertificateStore.Entry(keys.getPrivate(), chain));
            var group = new DefaultApplicationGroup(
                    new MemoryTrustListManager(), store, factory(chain), (shown, uri, hosts) -> {});
            group.initialize();
            return new DefaultCertificateManager(new MemoryCertificateQuarantine(), group);
        } catch (Exception e) {
            throw new IllegalStateException("a certificate store in memory failed", e);
        }
    }

    private RsaSha256CertificateFactory factory(X509Certificate[] chain) {
        return new RsaSha256CertificateFactory() {
            @Override
            protected KeyPair createRsaSha256KeyPair() {
                return keys;
            }

            @Override
            protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keyPair) {
                return chain;
            }
        };
    }
}
