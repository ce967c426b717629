package io.fieldpost.driver.http;

import io.fieldpost.config.Pem;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards one device: 1.3, or 1.2 with forward secrecy and authenticated encryption, with the name in the device's certificate
 * checked as HTTPS does (RFC 9110, 4.3.4).
 */
final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final HttpAccess access;

    // As long as the file of 'trust' stays the same.
    private @Nullable SSLContext context;
    private @Nullable FileTime trustTime;

    Tls(HttpAccess access) {
        this.access = access;
    }

    /**
     * An engine for one connection. The file of {@code trust} is read anew when it has changed; otherwise what was read is used again,
     * since reading Java's own list takes longer than a handshake, and a session can then be resumed.
     */
    SSLEngine engine() throws DriverException {
        try {
            SSLContext context = context();
            SSLEngine engine = context.createSSLEngine(access.host(), access.port());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            parameters.setCipherSuites(strong(parameters.getCipherSuites()));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new DriverException(Reason.CONFIGURATION, "TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private SSLContext context() throws GeneralSecurityException, DriverException {
        FileTime time = timeOf(access.trust());
        SSLContext made = context;
        if (made == null || !Objects.equals(time, trustTime)) {
            made = SSLContext.getInstance("TLS");
            made.init(null, authorities(access.trust()), null);
            context = made;
            trustTime = time;
        }
        return made;
    }

    /** Null where there is no file; that is told by who reads it. */
    private static @Nullable FileTime timeOf(@Nullable Path file) {
        try {
            return file == null ? null : Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }

    private static String[] strong(String[] suites) {
        return Arrays.stream(suites)
                .filter(suite -> suite.startsWith("TLS_AES_")
                        || suite.startsWith("TLS_CHACHA20_")
                        || suite.startsWith("TLS_ECDHE_") && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")))
                .toArray(String[]::new);
    }

    private static TrustManager @Nullable [] authorities(@Nullable Path trust)
            throws GeneralSecurityException, DriverException {
        if (trust == null) {
            return null;
        }
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(Pem.authorities(Files.readString(trust)));
            return factory.getTrustManagers();
        } catch (NoSuchFileException e) {
            throw new DriverException(Reason.CONFIGURATION, "there is no file " + trust + ", which 'trust' names", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION, "'trust' can't be used: " + trust + ": " + e.getMessage(), e);
        }
    }
}
