package io.fieldpost.opcua.server;

import io.fieldpost.opcua.RsaPss;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/** The plant's client: Milo's own, with a certificate, a policy and a user. */
final class Scada implements AutoCloseable {
    static final Identity OWN = Identity.make("urn:test:scada");
    static final Identity STRANGER = Identity.make("urn:test:stranger");
    static final UsernameProvider RIGHT = login("scada", "right");

    /** Ends what hangs; nothing waits for it to pass. */
    static final long BOUND_SECONDS = 120;

    private static final UInteger BOUND_MILLIS = UInteger.valueOf(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));

    /** Only after it Milo notices a server that hangs up instead of acknowledging. */
    private static final UInteger ACKNOWLEDGED_MILLIS = UInteger.valueOf(10_000);

    final OpcUaClient client;
    private final EventLoopGroup network = new NioEventLoopGroup(1);

    /** Who a client is. */
    record Identity(KeyPair keys, X509Certificate certificate, String uri) {
        static Identity make(String uri) {
            try {
                KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
                X509Certificate certificate = new SelfSignedCertificateBuilder(keys)
                        .setCommonName("scada")
                        .setApplicationUri(uri)
                        .build();
                return new Identity(keys, certificate, uri);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Scada(EndpointDescription endpoint, Identity identity, IdentityProvider user) throws Exception {
        var config = OpcUaClientConfig.builder()
                .setEndpoint(endpoint)
                .setDiscoveryEndpoints(List.of())
                .setSessionEndpointValidationEnabled(false)
                .setApplicationName(LocalizedText.english("scada"))
                .setApplicationUri(identity.uri())
                .setKeyPair(identity.keys())
                .setCertificate(identity.certificate())
                .setCertificateChain(new X509Certificate[] {identity.certificate()})
                .setCertificateValidator((chain, uri, hosts) -> {})
                .setIdentityProvider(user)
                .setRequestTimeout(BOUND_MILLIS)
                .build();
        client = new OpcUaClient(
                config,
                new OpcTcpClientTransport(OpcTcpClientTransportConfig.newBuilder()
                        .setEventLoop(network)
                        .setConnectTimeout(BOUND_MILLIS)
                        .setAcknowledgeTimeout(ACKNOWLEDGED_MILLIS)
                        .build()));
    }

    static UsernameProvider login(String name, String password) {
        return new UsernameProvider(name, password, (chain, uri, hosts) -> {});
    }

    /** What the server offers to somebody who has not shown who he is. */
    static List<EndpointDescription> endpoints(String url) throws Exception {
        return DiscoveryClient.getEndpoints(
                        url,
                        transport ->
                                transport.setConnectTimeout(BOUND_MILLIS).setAcknowledgeTimeout(ACKNOWLEDGED_MILLIS))
                .get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    /** A session, or why there is none. */
    static Scada connect(String url, SecurityPolicy policy, Identity identity, IdentityProvider user) throws Exception {
        RsaPss.install();
        EndpointDescription endpoint = endpoints(url).stream()
                .filter(one -> one.getSecurityPolicyUri().equals(policy.getUri())
                        && one.getEndpointUrl().startsWith(url))
                .findFirst()
                .orElseThrow();
        return connect(endpoint, identity, user);
    }

    static Scada connect(EndpointDescription endpoint, Identity identity, IdentityProvider user) throws Exception {
        Scada scada = new Scada(endpoint, identity, user);
        try {
            scada.client.connect();
            return scada;
        } catch (UaException e) {
            scada.close();
            throw e;
        }
    }

    /** A session of a client that is trusted, as the user that is known. */
    static Scada trusted(Plant plant) throws Exception {
        try {
            return connect(plant.url(), SecurityPolicy.Basic256Sha256, OWN, RIGHT);
        } catch (UaException e) {
            plant.approveWhatWaits();
            return connect(plant.url(), SecurityPolicy.Basic256Sha256, OWN, RIGHT);
        }
    }

    UShort index() throws Exception {
        return client.getNamespaceTable().getIndex(PlantNamespace.uri("dg-1"));
    }

    DataValue read(String id) throws Exception {
        return read(new NodeId(index(), id));
    }

    DataValue read(NodeId id) throws Exception {
        return client.readValue(0, TimestampsToReturn.Both, id);
    }

    @Override
    public void close() throws Exception {
        client.disconnectAsync().get(BOUND_SECONDS, TimeUnit.SECONDS);
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
