package io.fieldpost.opcua.simulation;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** One life of the server, from bind to shutdown, on threads of its own. */
final class LineServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String URI = "urn:fieldpost:demo:server";

    private final EventLoopGroup network = new NioEventLoopGroup(1, daemons("demo-line-network"));
    private final ExecutorService workers = Executors.newFixedThreadPool(3, daemons("demo-line-worker"));
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1, daemons("demo-line-timer"));
    private final OpcUaServer server;
    private final LineNamespace namespace;

    /**
     * Builds and binds.
     *
     * @throws Exception when the port is taken; nothing is left behind
     */
    LineServer(InjectionMouldingLine.Options options, int port, ServerCertificate certificate) throws Exception {
        server = new OpcUaServer(
                config(options, port, certificate),
                profile -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder()
                        .setEventLoop(network)
                        .setExecutor(workers)
                        .build()));
        if (options.shiftNamespaces()) {
            server.getNamespaceTable().add("urn:fieldpost:demo:in-the-way");
        }
        namespace = new LineNamespace(server, InjectionMouldingLine.NAMESPACE, options.counters(), options.constants());
        namespace.startup();
        try {
            server.startup().get();
            namespace.arm();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    LineNamespace namespace() {
        return namespace;
    }

    int sessions() {
        return server.getSessionManager().getAllSessions().size();
    }

    /** Closes the port and every connection; waits a bounded time for the threads. */
    @Override
    public void close() {
        namespace.shutdown();
        server.shutdown();
        timers.shutdownNow();
        workers.shutdownNow();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1_000);
    }

    private OpcUaServerConfig config(InjectionMouldingLine.Options options, int port, ServerCertificate certificate) {
        CertificateManager certificates = certificate == null
                ? new DefaultCertificateManager(new MemoryCertificateQuarantine())
                : certificate.manager();
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Fieldpost demo line"))
                .setApplicationUri(URI)
                .setProductUri(URI)
                .setBuildInfo(new BuildInfo(URI, "Fieldpost", "demo line", "1", "1", DateTime.now()))
                .setEndpoints(endpoints(options, port, certificate))
                .setCertificateManager(certificates)
                .setIdentityValidator(identities(options))
                .setLimits(limits(options))
                .setExecutor(workers)
                .setScheduledExecutor(timers)
                .build();
    }

    private static IdentityValidator identities(InjectionMouldingLine.Options options) {
        if (options.user().isEmpty()) {
            return AnonymousIdentityValidator.INSTANCE;
        }
        return new UsernameIdentityValidator(challenge -> options.user().equals(challenge.getUsername())
                && options.password().equals(challenge.getPassword()));
    }

    private static OpcUaServerConfigLimits limits(InjectionMouldingLine.Options options) {
        return new OpcUaServerConfigLimits() {
            @Override
            public UInteger getMaxMonitoredItemsPerCall() {
                return UInteger.valueOf(options.itemsPerCall());
            }
        };
    }

    private static Set<EndpointConfig> endpoints(
            InjectionMouldingLine.Options options, int port, ServerCertificate certificate) {
        X509Certificate shown = certificate == null ? null : certificate.certificate();
        UserTokenPolicy user = options.user().isEmpty()
                ? OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS
                : OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME;
        EndpointConfig.Builder plain = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setBindPort(port)
                .setHostname(options.announcedHost())
                .setCertificate(shown)
                .addTokenPolicies(user);
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(plain.copy()
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        for (SecurityPolicy policy : options.policies()) {
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
