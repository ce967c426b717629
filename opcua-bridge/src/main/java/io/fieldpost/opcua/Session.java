package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Remark;
import io.fieldpost.opcua.value.BoundedDecoding;
import io.fieldpost.opcua.value.ValueTaker;
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
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
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
    private final Dialer.Line line;

    private Session(OpcUaClient client, Dialer.Line line) {
        this.client = client;
        this.line = line;
    }

    /**
     * Finds the endpoint, checks the server's certificate, opens a session. Blocks at most two request time-outs and the work; four
     * when the server is to call.
     *
     * @param values where the values of notifications go
     * @param undecodable told when a notification breaks off: why, and how many values were behind the break
     */
    static Session open(
            OpcUaSettings settings,
            DriverContext context,
            Dialer dialer,
            ValueTaker values,
            ObjIntConsumer<String> undecodable)
            throws DriverException {
        if (settings.security() != Security.None) {
            // Before the machine is asked, so that a technician can carry it there before the cable lies.
            ApplicationIdentity.of(context);
        }
        List<EndpointDescription> offered =
                Discovery.endpoints(settings.endpoint(), dialer.forDiscovery(), settings.requestTimeout());
        EndpointDescription endpoint = EndpointChoice.choose(offered, settings);
        remarkOnAddress(endpoint, offered, context);
        OpcUaClientConfigBuilder config = unsecured(settings, endpoint, context.source());
        if (EndpointChoice.isProtected(endpoint)) {
            secure(config, endpoint, context);
        }
        CertificateValidator validator = validatorFor(endpoint, settings, context);
        config.setCertificateValidator(validator);
        config.setIdentityProvider(UserIdentity.of(settings, validator));
        Dialer.Line line = dialer.forSession();
        Session session = new Session(new OpcUaClient(config.build(), line.transport()), line);
        BoundedDecoding.install(session.client, values, undecodable);
        session.connect(settings);
        return session;
    }

    private static void remarkOnAddress(
            EndpointDescription used, List<EndpointDescription> offered, DriverContext context) {
        String announced = EndpointChoice.corrected(used, offered);
        if (!announced.isEmpty()) {
            context.remark(new Remark(
                    "endpoint",
                    "the server calls itself " + announced + "; it is reached as " + used.getEndpointUrl()
                            + "; correct its own address if other clients can't connect"));
        }
    }

    /** The client, its session active. */
    OpcUaClient client() {
        return client;
    }

    /** Tells this watch from now on when the server is asked for items, and when it has answered. */
    void tell(SilenceWatch watch) {
        line.guard().tell(watch);
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
            closeOrphan();
            client.disconnectAsync().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The server is gone: its side ends by the session time-out, ours when the threads are closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.hangUp();
        }
    }

    private void closeOrphan() throws ExecutionException, TimeoutException, InterruptedException {
        NodeId orphan = line.guard().orphan();
        if (orphan != null) {
            RequestHeader header = client.newRequestHeader(orphan, UInteger.valueOf(CLOSE.toMillis()));
            line.transport()
                    .sendRequestMessage(new CloseSessionRequest(header, true))
                    .handle((answer, refusal) -> answer)
                    .get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
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
        ApplicationIdentity own = ApplicationIdentity.of(context);
        config.setKeyPair(own.keys());
        config.setCertificate(own.certificate());
        config.setCertificateChain(new X509Certificate[] {own.certificate()});
        config.setApplicationUri(own.applicationUri());
    }

    /** Checks the announced certificate at once; without protection and without a password there is nothing that it would guard. */
    private static CertificateValidator validatorFor(
            EndpointDescription endpoint, OpcUaSettings settings, DriverContext context) throws DriverException {
        boolean isProtected = EndpointChoice.isProtected(endpoint);
        if (!isProtected && settings.user() == null && settings.identity() == null) {
            return (chain, applicationUri, hostNames) -> {
                throw new UaException(
                        StatusCodes.Bad_CertificateUntrusted, "no certificate is expected without security");
            };
        }
        TrustDirectory trust = TrustDirectory.open(context.directory());
        ByteString announced = endpoint.getServerCertificate();
        if (settings.user() != null) {
            PasswordPolicy.check(endpoint);
        }
        if (isProtected || PasswordPolicy.isEncryptedForTheServer(endpoint)) {
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

    private static UInteger millis(Duration duration) {
        return UInteger.valueOf(duration.toMillis());
    }
}
