package io.fieldpost.opcua.simulation;

import io.fieldpost.opcua.RsaPss;
import io.netty.channel.nio.NioEventLoopGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * A server for measurements, as a process of its own: many variables that all change at once, and none of a tick's values is left
 * out, which a server that samples can't promise.
 *
 * <pre>java … CountingServer PORT VARIABLES PERIOD_MS DIRECTORY</pre>
 *
 * Writes its certificate to {@code server.der} in the directory, then prints {@code {"ready":true}}. Runs until it is killed.
 */
public final class CountingServer {
    private static final String HOST = "127.0.0.1";
    private static final String URI = "urn:fieldpost:demo:server";
    private static final int WORKERS = 3;

    private final OpcUaServer server;
    private final CountingNamespace namespace;

    private CountingServer(int port, int variables, ServerCertificate certificate) {
        var workers = Executors.newFixedThreadPool(WORKERS);
        var transport = OpcTcpServerTransportConfig.newBuilder()
                .setEventLoop(new NioEventLoopGroup(1))
                .setExecutor(workers)
                .build();
        OpcUaServerConfig config = OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Fieldpost counting server"))
                .setApplicationUri(URI)
                .setProductUri(URI)
                .setBuildInfo(new BuildInfo(URI, "Fieldpost", "counting server", "1", "1", DateTime.now()))
                .setEndpoints(endpoints(port, certificate))
                .setCertificateManager(certificate.manager())
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(new Limits())
                .setExecutor(workers)
                .build();
        server = new OpcUaServer(config, profile -> new OpcTcpServerTransport(transport));
        namespace = new CountingNamespace(server, variables);
        namespace.startup();
    }

    /** Starts it. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int variables = Integer.parseInt(args[1]);
        long period = Long.parseLong(args[2]);
        // Milo asks for what Aes256_Sha256_RsaPss needs by names that Java does not know.
        RsaPss.install();
        ServerCertificate certificate = ServerCertificate.make();
        Files.write(Path.of(args[3], "server.der"), certificate.certificate().getEncoded());
        CountingServer counting = new CountingServer(port, variables, certificate);
        counting.server.startup().get();
        Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(
                        () -> counting.namespace.count(Instant.now()), period, period, TimeUnit.MILLISECONDS);
        System.out.println("{\"ready\":true}");
    }

    private static Set<EndpointConfig> endpoints(int port, ServerCertificate certificate) {
        EndpointConfig.Builder plain = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(HOST)
                .setBindPort(port)
                .setHostname(HOST)
                .setCertificate(certificate.certificate())
                .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(plain.copy()
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .build());
        for (SecurityPolicy policy : Set.of(SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes256_Sha256_RsaPss)) {
            endpoints.add(plain.copy()
                    .setSecurityPolicy(policy)
                    .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                    .build());
        }
        return endpoints;
    }

    /** What a large server allows. */
    private static final class Limits implements OpcUaServerConfigLimits {
        @Override
        public UInteger getMaxMonitoredItemsPerCall() {
            return UInteger.valueOf(10_000);
        }

        @Override
        public UInteger getMaxMonitoredItems() {
            return UInteger.valueOf(1_000_000);
        }

        @Override
        public UInteger getMaxMonitoredItemsPerSession() {
            return UInteger.valueOf(1_000_000);
        }
    }
}
