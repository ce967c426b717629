package io.fieldpost.opcua;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.opcua.value.BoundedDecoding;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjIntConsumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.jspecify.annotations.Nullable;

/** One Milo client with one session, and nothing of Milo's defaults left to chance. */
final class Session implements AutoCloseable {
    private static final int MAX_CHUNK_BYTES = 65_536;
    private static final int MAX_MESSAGE_BYTES = 16 << 20;
    private static final int MAX_NESTING = 32;

    /** A second one lets the server send while we work on the first (Part 4, 5.14.5); more would only hide a slow consumer. */
    private static final int MAX_PENDING_PUBLISHES = 2;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofMillis(1_500);

    private final OpcUaClient client;

    private Session(OpcUaClient client) {
        this.client = client;
    }

    /** Finds the endpoint, checks the server's certificate, opens a session. Blocks at most two request time-outs and the work. */
    static Session open(
            OpcUaSettings settings, DriverContext context, ClientThreads threads, ObjIntConsumer<String> undecodable)
            throws DriverException {
        List<EndpointDescription> offered =
                Discovery.endpoints(settings.endpoint(), threads, settings.requestTimeout());
        EndpointDescription endpoint = EndpointChoice.choose(offered, settings);
        OpcUaClientConfigBuilder config = unsecured(settings, endpoint, context.source());
        if (EndpointChoice.isProtected(endpoint)) {
            secure(config, endpoint, context);
        }
        CertificateValidator validator = validatorFor(endpoint, settings, context);
        config.setCertificateValidator(validator);
        config.setIdentityProvider(identity(settings, validator));
        Session session = new Session(new OpcUaClient(config.build(), threads.transport(settings.requestTimeout())));
        BoundedDecoding.install(session.client, undecodable);
        session.connect(settings);
        return session;
    }

    /** The client, its session active. */
    OpcUaClient client() {
        return client;
    }

    private void connect(OpcUaSettings settings) throws DriverException {
        try {
            Failures.await(
                    client.connectAsync(), settings.requestTimeout(), "open a session at " + settings.endpoint());
        } catch (DriverException e) {
            close();
            throw e;
        }
    }

    /** The session's end is told to the server, which otherwise keeps it until its time-out; waits a bounded time for it. */
    @Override
    public void close() {
        try {
            client.disconnectAsync().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The server is gone: its side ends by the session time-out, ours when the threads are closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static OpcUaClientConfigBuilder unsecured(OpcUaSettings settings, EndpointDescription endpoint, String source) {
        UInteger requestTimeout = millis(settings.requestTimeout());
        return OpcUaClientConfig.builder()
                .setEndpoint(endpoint)
                .setDiscoveryEndpoints(List.of())
                // Compares announced URLs, which differ whenever a name was replaced; the certificate is checked
                // instead.
                .setSessionEndpointValidationEnabled(false)
                .setApplicationName(LocalizedText.english("Fieldpost"))
                .setApplicationUri("urn:fieldpost:" + source)
                .setProductUri("urn:fieldpost")
                .setSessionName(() -> "fieldpost " + source)
                .setSessionTimeout(millis(settings.sessionTimeout()))
                .setRequestTimeout(requestTimeout)
                .setMaxResponseMessageSize(UInteger.valueOf(MAX_MESSAGE_BYTES))
                .setEncodingLimits(new EncodingLimits(
                        MAX_CHUNK_BYTES, 2 * MAX_MESSAGE_BYTES / MAX_CHUNK_BYTES, MAX_MESSAGE_BYTES, MAX_NESTING))
                .setMaxPendingPublishRequests(UInteger.valueOf(MAX_PENDING_PUBLISHES))
                .setKeepAliveInterval(millis(KEEP_ALIVE))
                .setKeepAliveTimeout(requestTimeout)
                .setKeepAliveFailuresAllowed(UInteger.valueOf(1));
    }

    private static void secure(OpcUaClientConfigBuilder config, EndpointDescription endpoint, DriverContext context)
            throws DriverException {
        if (SecurityPolicy.Aes256_Sha256_RsaPss.getUri().equals(endpoint.getSecurityPolicyUri())) {
            RsaPss.install();
        }
        ClientCertificate own = ClientCertificate.in(
                context.directory(), context.source(), context.clock().instant());
        config.setKeyPair(own.keys());
        config.setCertificate(own.certificate());
        config.setCertificateChain(new X509Certificate[] {own.certificate()});
        config.setApplicationUri(own.applicationUri());
    }

    /** Checks the announced certificate at once; without protection and without a password there is nothing that it would guard. */
    private static CertificateValidator validatorFor(
            EndpointDescription endpoint, OpcUaSettings settings, DriverContext context) throws DriverException {
        boolean isProtected = EndpointChoice.isProtected(endpoint);
        if (!isProtected && settings.user() == null) {
            return (chain, applicationUri, hostNames) -> {
                throw new UaException(
                        StatusCodes.Bad_CertificateUntrusted, "no certificate is expected without security");
            };
        }
        TrustDirectory trust = TrustDirectory.open(context.directory());
        ByteString announced = endpoint.getServerCertificate();
        if (isProtected) {
            trust.check(decoded(announced, settings), endpoint.getServer().getApplicationUri());
        }
        return trust.validator();
    }

    private static List<X509Certificate> decoded(@Nullable ByteString announced, OpcUaSettings settings)
            throws DriverException {
        try {
            byte[] bytes = announced == null ? new byte[0] : announced.bytesOrEmpty();
            List<X509Certificate> chain = CertificateUtil.decodeCertificates(bytes);
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (UaException e) {
            throw new DriverException(
                    Reason.PROTOCOL, "the server's certificate cannot be read: " + settings.endpoint(), e);
        }
        throw new DriverException(Reason.PROTOCOL, "the server shows no certificate: " + settings.endpoint());
    }

    private static IdentityProvider identity(OpcUaSettings settings, CertificateValidator validator)
            throws DriverException {
        String user = settings.user();
        if (user == null) {
            return new AnonymousProvider();
        }
        Secret password = settings.password();
        try {
            // Resolved at each connection, so that a changed password counts without a restart.
            String text = password == null ? "" : password.resolve().text();
            return new UsernameProvider(user, text, validator, Session::protectingPassword);
        } catch (SecretException e) {
            throw new DriverException(Reason.CONFIGURATION, e.getMessage() + ": " + settings.endpoint(), e);
        }
    }

    /** A server may name several ways to send a password; one that encrypts it is preferred. */
    private static UserTokenPolicy protectingPassword(List<UserTokenPolicy> policies) {
        for (UserTokenPolicy policy : policies) {
            String uri = policy.getSecurityPolicyUri();
            if (uri != null && !uri.isEmpty() && !uri.equals(SecurityPolicy.None.getUri())) {
                return policy;
            }
        }
        return policies.get(0);
    }

    private static UInteger millis(Duration duration) {
        return UInteger.valueOf(duration.toMillis());
    }
}
