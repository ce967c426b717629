package io.fieldpost.driver.mqttin;

import io.fieldpost.config.Pem;
import io.fieldpost.config.Secret;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards a broker: 1.3, or 1.2 with forward secrecy and authenticated encryption, with the name in the broker's certificate checked as
 * HTTPS does (RFC 9110, 4.3.4).
 */
final class BrokerTls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final char[] NO_PASSWORD = {};

    private BrokerTls() {}

    /** Secures a connected socket, within its time limit for each read. Closing the result closes both. */
    static Socket over(Socket tcp, MqttInSettings settings) throws DriverException, IOException {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys(settings.identity()), authorities(settings.trust()), null);
        } catch (GeneralSecurityException e) {
            throw new DriverException(Reason.CONFIGURATION, "TLS can't be set up: " + e.getMessage(), e);
        }
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(tcp, settings.host(), settings.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(strong(parameters.getCipherSuites()));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
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

    private static KeyManager @Nullable [] keys(@Nullable Secret identity)
            throws GeneralSecurityException, DriverException {
        if (identity == null) {
            return null;
        }
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(Pem.identity(Secrets.text(identity), NO_PASSWORD), NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new DriverException(
                    Reason.CONFIGURATION, "'identity' can't be used: " + identity + ": " + e.getMessage(), e);
        }
    }
}
