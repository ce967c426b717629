package io.fieldpost.opcua.simulation.chaos;

import io.fieldpost.opcua.simulation.ServerCertificate;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.Lifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilters;
import org.eclipse.milo.opcua.sdk.server.subscriptions.Subscription;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** One life of the server, from bind to shutdown, on threads of its own. */
final class ChaosLife implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String URI = "urn:fieldpost:chaos:server";
    private static final int SMALLEST_CHUNK = 8_196;
    private static final int LARGEST_CHUNK = 65_536;
    private static final int NESTING = 64;

    static {
        // Milo's server refuses a fifth connection within a second, for the whole process; this one refuses what it is
        // told to.
        Stack.ConnectionLimits.RATE_LIMIT_ENABLED = false;
    }

    private final EventLoopGroup network = new NioEventLoopGroup(1, daemons("chaos-network"));
    private final ExecutorService workers = Executors.newFixedThreadPool(3, daemons("chaos-worker"));
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1, daemons("chaos-timer"));
    private final Connections connections = new Connections();
    private final List<Lifecycle> spaces = new ArrayList<>();
    private final OpcUaServer server;
    private final ChaosPoints points;

    /**
     * Builds and binds.
     *
     * @throws Exception when the port is taken; nothing is left behind
     */
    ChaosLife(ChaosOptions options, int port, ServerCertificate certificate, ChaosServer whole) throws Exception {
        points = whole.points();
        server = new FaultyServer(
                config(options, port, certificate),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setEventLoop(network)
                        .setExecutor(workers)
                        .setChannelPipelineCustomizer(connections::accept)
                        .build()),
                whole.services(),
                whole.lies(),
                whole.census());
        for (int i = 0; i < options.namespacesBefore; i++) {
            server.getNamespaceTable().add("urn:fieldpost:chaos:before-" + i);
        }
        tellTimeOf(whole.clock());
        ChaosNamespace namespace = new ChaosNamespace(server, options, points);
        spaces.add(namespace);
        options.additions.forEach(addition -> spaces.add(addition.apply(server)));
        spaces.forEach(Lifecycle::startup);
        points.showIn(namespace);
        try {
            server.startup().get();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void tellTimeOf(ServerClock clock) {
        server.getAddressSpaceManager()
                .getManagedNode(NodeIds.Server_ServerStatus_CurrentTime)
                .ifPresent(node -> node.getFilterChain()
                        .addFirst(AttributeFilters.getValue(asked ->
                                new DataValue(Variant.ofDateTime(clock.now()), StatusCode.GOOD, clock.now()))));
    }

    int sessions() {
        return server.getSessionManager().getAllSessions().size();
    }

    int subscriptions() {
        return server.getSubscriptions().size();
    }

    int connections() {
        return connections.count();
    }

    void cutConnections() {
        connections.cut();
    }

    void killSessions(boolean alsoSubscriptions) {
        for (Session session : server.getSessionManager().getAllSessions()) {
            server.getSessionManager().killSession(session.getSessionId(), alsoSubscriptions);
        }
    }

    void dropSubscriptions() {
        for (Subscription subscription : server.getSubscriptions().values()) {
            subscription.getSubscriptionManager().removeSubscription(subscription.getId());
            server.getSubscriptions().remove(subscription.getId());
            subscription.deleteSubscription();
        }
    }

    void endSubscriptions(StatusCode status) {
        for (Subscription subscription : server.getSubscriptions().values()) {
            subscription.getSubscriptionManager().removeSubscription(subscription.getId());
            subscription.getSubscriptionManager().sendStatusChangeNotification(subscription, status);
            server.getSubscriptions().remove(subscription.getId());
            subscription.deleteSubscription();
        }
    }

    /** Closes the port and every connection; waits a bounded time for the threads. */
    @Override
    public void close() {
        points.showIn(null);
        spaces.forEach(Lifecycle::shutdown);
        server.shutdown();
        timers.shutdownNow();
        workers.shutdownNow();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
    }

    private OpcUaServerConfig config(ChaosOptions options, int port, ServerCertificate certificate) {
        int chunk = Math.max(SMALLEST_CHUNK, Math.min(LARGEST_CHUNK, options.messageBytes));
        int chunks = Math.max(1, options.messageBytes / chunk);
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Fieldpost chaos server"))
                .setApplicationUri(URI)
                .setProductUri(URI)
                .setBuildInfo(new BuildInfo(URI, "Fieldpost", "chaos server", "1", "1", DateTime.now()))
                .setEndpoints(endpoints(options, port, certificate))
                .setCertificateManager(
                        certificate == null
                                ? new DefaultCertificateManager(new MemoryCertificateQuarantine())
                                : certificate.manager())
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(new ChaosLimits(options))
                .setEncodingLimits(new EncodingLimits(chunk, chunks, options.messageBytes, NESTING))
                .setExecutor(workers)
                .setScheduledExecutor(timers)
                .build();
    }

    private static Set<EndpointConfig> endpoints(ChaosOptions options, int port, ServerCertificate certificate) {
        EndpointConfig.Builder plain = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setBindPort(port)
                .setHostname(options.announcedHost)
                .setCertificate(certificate == null ? null : certificate.certificate())
                .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(plain.copy()
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        for (SecurityPolicy policy : options.policies) {
            endpoints.add(plain.copy()
                    .setSecurityPolicy(policy)
                    .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                    .build());
        }
        return endpoints;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
