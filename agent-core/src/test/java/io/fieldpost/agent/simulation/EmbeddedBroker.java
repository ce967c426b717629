package io.fieldpost.agent.simulation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * A real MQTT 5 broker in this process, on loopback: Apache Artemis, for the demo and the tests, never installed. It keeps the port that
 * it got at its first start, so it can be stopped and started under its clients.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String ACCEPTOR = "mqtt";
    private static final String LOOPBACK = "127.0.0.1";
    private static final long ADDRESS_BYTES = 64L << 20;
    private static final long ALL_BYTES = 128L << 20;

    /** The one user who may enter. */
    private record User(String name, String password) implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return name.equals(user) && this.password.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return validateUser(user, password);
        }
    }

    private final Map<String, Object> acceptor = new HashMap<>();
    private String host = LOOPBACK;
    private Path directory;
    private User user;
    private ActiveMQServer server;
    private int port;

    /** A broker that keeps nothing and lets everybody in; not started. */
    public EmbeddedBroker() {
        acceptor.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
    }

    /** Keeps sessions and messages in a directory, over a restart. */
    public EmbeddedBroker keepingIn(Path directory) {
        this.directory = directory;
        return this;
    }

    /** Listens on this address of this machine, for instance {@code ::1}, instead of 127.0.0.1. */
    public EmbeddedBroker listeningOn(String address) {
        this.host = address;
        return this;
    }

    /** Lets in one user only. */
    public EmbeddedBroker allowingOnly(String user, String password) {
        this.user = new User(user, password);
        return this;
    }

    /** Takes packets of at most this size. */
    public EmbeddedBroker takingPacketsUpTo(int bytes) {
        acceptor.put("maximumPacketSize", bytes);
        return this;
    }

    /**
     * Speaks TLS.
     *
     * @param keyStore PKCS #12 file with the broker's key and certificate
     * @param trustStore PKCS #12 file with who may sign a client's certificate, which is then demanded; null demands none
     */
    public EmbeddedBroker withTls(Path keyStore, Path trustStore, String password) {
        acceptor.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        acceptor.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, keyStore.toString());
        acceptor.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, password);
        acceptor.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
        if (trustStore != null) {
            acceptor.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, true);
            acceptor.put(TransportConstants.TRUSTSTORE_PATH_PROP_NAME, trustStore.toString());
            acceptor.put(TransportConstants.TRUSTSTORE_PASSWORD_PROP_NAME, password);
            acceptor.put(TransportConstants.TRUSTSTORE_TYPE_PROP_NAME, "PKCS12");
        }
        return this;
    }

    /** Starts it; returns once it takes connections. */
    public EmbeddedBroker start() {
        try {
            server = new ActiveMQServerImpl(configuration(), null, user);
            server.start();
            if (!server.waitForActivation(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new IllegalStateException("the broker did not start within 30 s");
            }
            port = server.getRemotingService().getAcceptor(ACCEPTOR).getActualPort();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not start: " + e.getMessage(), e);
        }
    }

    /** Stops it: connections break. */
    public void stop() {
        try {
            if (server != null) {
                server.stop();
                server = null;
            }
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not stop: " + e.getMessage(), e);
        }
    }

    /** Its port, once it was started. */
    public int port() {
        return port;
    }

    /** Its address, {@code mqtt://127.0.0.1:PORT} or {@code mqtts://}. */
    public java.net.URI url() {
        String scheme = acceptor.containsKey(TransportConstants.SSL_ENABLED_PROP_NAME) ? "mqtts" : "mqtt";
        String written = host.contains(":") ? "[" + host + "]" : host;
        return java.net.URI.create(scheme + "://" + written + ":" + port);
    }

    @Override
    public void close() {
        stop();
    }

    private ConfigurationImpl configuration() {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("embedded");
        configuration.setPersistenceEnabled(directory != null);
        if (directory != null) {
            configuration.setBindingsDirectory(directory.resolve("bindings").toString());
            configuration.setJournalDirectory(directory.resolve("journal").toString());
            configuration.setLargeMessagesDirectory(directory.resolve("large").toString());
            configuration.setPagingDirectory(directory.resolve("paging").toString());
            configuration.setJournalType(org.apache.activemq.artemis.core.server.JournalType.NIO);
            configuration.setJournalFileSize(1 << 20);
        }
        configuration.setSecurityEnabled(user != null);
        configuration.setJMXManagementEnabled(false);
        configuration.setCriticalAnalyzer(false);
        configuration.setGracefulShutdownEnabled(false);
        configuration.setScheduledThreadPoolMaxSize(2);
        configuration.setThreadPoolMaxSize(8);
        configuration.setGlobalMaxSize(ALL_BYTES);
        configuration.addAddressSetting("#", addresses());
        configuration.addAcceptorConfiguration(acceptor());
        return configuration;
    }

    private TransportConfiguration acceptor() {
        Map<String, Object> parameters = new HashMap<>(acceptor);
        parameters.put(TransportConstants.HOST_PROP_NAME, host);
        parameters.put(TransportConstants.PORT_PROP_NAME, port);
        Map<String, Object> extra = new HashMap<>();
        Object packet = parameters.remove("maximumPacketSize");
        if (packet != null) {
            extra.put("maximumPacketSize", packet);
        }
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, ACCEPTOR, extra);
    }

    /** A slow subscriber makes publishers wait; nothing is written to disk for want of memory. */
    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setDeadLetterAddress(SimpleString.of("dead"))
                .setExpiryAddress(SimpleString.of("expired"))
                .setMaxSizeBytes(ADDRESS_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK);
    }
}
