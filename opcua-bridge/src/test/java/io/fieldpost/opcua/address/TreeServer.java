package io.fieldpost.opcua.address;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.model.objects.OperationLimitsTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.ServerTypeNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A server of nodes that tests make up, on the loopback. */
public final class TreeServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final EventLoopGroup network = new NioEventLoopGroup(1);
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final OpcUaServer server;
    private final int port;

    /** What the server takes in one call, and whether it says so. */
    public record Limits(int translate, int browse, int read, boolean announced) {
        static final Limits NONE = new Limits(10_000, 10_000, 10_000, true);
    }

    private TreeServer(Limits limits) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = new OpcUaServer(
                config(limits),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setEventLoop(network)
                        .setExecutor(workers)
                        .build()));
        server.startup().get();
        if (!limits.announced()) {
            ServerTypeNode node = (ServerTypeNode) server.getAddressSpaceManager()
                    .getManagedNode(NodeIds.Server)
                    .orElseThrow();
            OperationLimitsTypeNode told = node.getServerCapabilitiesNode().getOperationLimitsNode();
            told.setMaxNodesPerTranslateBrowsePathsToNodeIds(UInteger.MIN);
            told.setMaxNodesPerBrowse(UInteger.MIN);
            told.setMaxNodesPerRead(UInteger.MIN);
        }
    }

    public static TreeServer start() throws Exception {
        return new TreeServer(Limits.NONE);
    }

    public static TreeServer start(Limits limits) throws Exception {
        return new TreeServer(limits);
    }

    /** The nodes of one namespace, which is made at the first call. */
    public Tree tree(String uri) {
        return trees.computeIfAbsent(uri, missing -> {
            Tree tree = new Tree(server, missing);
            tree.startup();
            return tree;
        });
    }

    public String endpoint() {
        return "opc.tcp://" + HOST + ":" + port;
    }

    /** Says to all who listen that nodes have changed. */
    public void sayThatNodesChanged() throws Exception {
        var event = server.getEventFactory()
                .createEvent(new NodeId(1, UUID.randomUUID()), NodeIds.GeneralModelChangeEventType);
        event.setEventType(NodeIds.GeneralModelChangeEventType);
        event.setSourceNode(NodeIds.Server);
        event.setTime(DateTime.now());
        server.getEventNotifier().fire(event);
        event.delete();
    }

    /** A client of it with a session. */
    OpcUaClient client() throws Exception {
        OpcUaClient client = OpcUaClient.create(endpoint());
        client.connect();
        return client;
    }

    /** As the driver waits. */
    static <T> T await(CompletableFuture<T> answer, String what) throws DriverException {
        try {
            return answer.get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new DriverException(Reason.PROTOCOL, what + ": " + e.getCause(), e);
        } catch (TimeoutException | InterruptedException e) {
            throw new DriverException(Reason.TIMEOUT, what, e);
        }
    }

    @Override
    public void close() {
        trees.values().forEach(Tree::shutdown);
        server.shutdown();
        timers.shutdownNow();
        workers.shutdownNow();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private OpcUaServerConfig config(Limits limits) {
        EndpointConfig endpoint = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setBindPort(port)
                .setHostname(HOST)
                .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build();
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("tree"))
                .setApplicationUri("urn:test:server")
                .setProductUri("urn:test:server")
                .setBuildInfo(new BuildInfo("", "", "", "", "", DateTime.now()))
                .setEndpoints(Set.of(endpoint))
                .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(new OpcUaServerConfigLimits() {
                    @Override
                    public UInteger getMaxNodesPerTranslateBrowsePathsToNodeIds() {
                        return UInteger.valueOf(limits.translate());
                    }

                    @Override
                    public UInteger getMaxNodesPerBrowse() {
                        return UInteger.valueOf(limits.browse());
                    }

                    @Override
                    public UInteger getMaxNodesPerRead() {
                        return UInteger.valueOf(limits.read());
                    }
                })
                .setExecutor(workers)
                .setScheduledExecutor(timers)
                .build();
    }
}
