package io.fieldpost.agent.publish;

import io.fieldpost.config.Pem;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards one broker: 1.3, or 1.2 with forward secrecy and authenticated encryption, with the name in the broker's certificate
 * checked as HTTPS does (RFC 2818 section 3.1). Made from PEM files; messages say which setting is wrong.
 */
final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final char[] NO_PASSWORD = {};

    private final SSLSocketFactory factory;
    private final String host;
    private final int port;

    private Tls(SSLSocketFactory factory, String host, int port) {
        this.factory = factory;
        this.host = host;
        this.port = port;
    }

    static Tls of(BrokerAccess access) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(access), authorities(access.trust()), null);
            return new Tls(context.getSocketFactory(), access.host(), access.port());
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    /** Secures a connected socket: shakes hands, within the socket's time limit for each read. Closing the result closes both. */
    SSLSocket over(Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(strong(factory.getDefaultCipherSuites()));
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
            throws GeneralSecurityException, IOException {
        if (trust == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(Pem.authorities(Files.readString(trust)));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + trust + ", which 'trust' names", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("'trust' can't be used: " + trust + ": " + e.getMessage(), e);
        }
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(BrokerAccess access) throws GeneralSecurityException, IOException {
        if (access.identity() == null) {
            return null;
        }
        KeyStore store;
        try {
            store = Pem.identity(access.secrets().apply(access.identity()), NO_PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException("'identity' can't be used: " + access.identity() + ": " + e.getMessage(), e);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }
}
