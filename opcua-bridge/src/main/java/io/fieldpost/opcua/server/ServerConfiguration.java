package io.fieldpost.opcua.server;

import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.opcua.RsaPss;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/**
 * What Milo's server is told, everything that has an open default in it set: endpoints with SignAndEncrypt alone (only GetEndpoints and
 * FindServers are answered without), known users, trusted clients, bounds.
 */
record ServerConfiguration(
        PlantSettings settings,
        PointServerContext context,
        int port,
        HostNames names,
        ServerCertificate certificate,
        ClientTrust clients) {
    private static final String PRODUCT_URI = "urn:fieldpost";

    /** What the server of a gateway calls itself. */
    static String applicationUri(String gateway) {
        return "urn:fieldpost:" + gateway + ":server";
    }

    OpcUaServerConfig config(ServerThreads threads, KnownUsers users) {
        return OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("Fieldpost " + context.gateway()))
                .setApplicationUri(applicationUri(context.gateway()))
                .setProductUri(PRODUCT_URI)
                .setBuildInfo(new BuildInfo(
                        PRODUCT_URI,
                        "Fieldpost",
                        "Fieldpost",
                        context.version(),
                        context.version(),
                        DateTime.NULL_VALUE))
                .setEndpoints(endpoints())
                .setCertificateManager(certificates())
                .setIdentityValidator(users)
                .setLimits(new ServerLimits(settings.maxSessions()))
                .setEncodingLimits(ServerLimits.MESSAGES)
                .setExecutor(threads.workers)
                .setScheduledExecutor(threads.timers)
                .build();
    }

    private Set<EndpointConfig> endpoints() {
        List<UserTokenPolicy> tokens = new ArrayList<>();
        if (!settings.users().isEmpty()) {
            tokens.add(OpcUaServerConfig.USER_TOKEN_POLICY_USERNAME);
        }
        if (settings.userCertificates()) {
            tokens.add(OpcUaServerConfig.USER_TOKEN_POLICY_X509);
        }
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        for (String name : names.all()) {
            for (SecurityPolicy policy : policies()) {
                endpoints.add(EndpointConfig.newBuilder()
                        .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                        .setBindAddress(settings.bind())
                        .setBindPort(port)
                        .setHostname(HostNames.inUrl(name))
                        .setCertificate(certificate.certificate())
                        .setSecurityPolicy(policy)
                        .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                        .addTokenPolicies(tokens.toArray(UserTokenPolicy[]::new))
                        .build());
            }
        }
        return endpoints;
    }

    private List<SecurityPolicy> policies() {
        List<PlantPolicy> wanted = settings.policies().isEmpty() ? List.of(PlantPolicy.values()) : settings.policies();
        if (wanted.contains(PlantPolicy.Aes256_Sha256_RsaPss)) {
            RsaPss.install();
        }
        return wanted.stream()
                .map(policy -> switch (policy) {
                    case Basic256Sha256 -> SecurityPolicy.Basic256Sha256;
                    case Aes128_Sha256_RsaOaep -> SecurityPolicy.Aes128_Sha256_RsaOaep;
                    case Aes256_Sha256_RsaPss -> SecurityPolicy.Aes256_Sha256_RsaPss;
                })
                .toList();
    }

    private CertificateManager certificates() {
        X509Certificate[] chain = {certificate.certificate()};
        try {
            MemoryCertificateStore store = new MemoryCertificateStore();
            store.set(
                    NodeIds.RsaSha256ApplicationCertificateType,
                    new CertificateStore.Entry(certificate.keys().getPrivate(), chain));
            var group = new DefaultApplicationGroup(
                    new MemoryTrustListManager(), store, new Kept(certificate.keys(), chain), clients);
            group.initialize();
            return new DefaultCertificateManager(new MemoryCertificateQuarantine(), group);
        } catch (Exception e) {
            // Milo declares no narrower type; nothing in memory fails.
            throw new IllegalStateException("a certificate store in memory failed", e);
        }
    }

    /** Makes what there is already. */
    private static final class Kept extends RsaSha256CertificateFactory {
        private final KeyPair keys;
        private final X509Certificate[] chain;

        Kept(KeyPair keys, X509Certificate[] chain) {
            this.keys = keys;
            this.chain = chain;
        }

        @Override
        protected KeyPair createRsaSha256KeyPair() {
            return keys;
        }

        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keyPair) {
            return chain;
        }
    }

    /** Milo goes on without the standard's nodes when it can't read them. */
    static boolean isWhole(OpcUaServer server) {
        return Stream.of(NodeIds.OpcUa_BinarySchema, NodeIds.GeneralModelChangeEventType, NodeIds.YArrayItemType)
                .allMatch(node ->
                        server.getAddressSpaceManager().getManagedNode(node).isPresent());
    }

    /** The standard nodes have one that any user could switch: the diagnostics of sessions, which are of no concern to other users. */
    static void closeWhatCouldBeWritten(OpcUaServer server) {
        NodeId flag = NodeIds.Server_ServerDiagnostics_EnabledFlag;
        server.getAddressSpaceManager().getManagedNode(flag).ifPresent(node -> {
            UaVariableNode variable = (UaVariableNode) node;
            variable.setAccessLevel(AccessLevel.toValue(AccessLevel.READ_ONLY));
            variable.setUserAccessLevel(AccessLevel.toValue(AccessLevel.READ_ONLY));
        });
    }
}
