package io.fieldpost.driver.mqttin;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Apache Artemis on a free loopback port, which it keeps over a restart, with a publisher of its own. */
final class RealBroker implements AutoCloseable {
    static final String USER = "gateway";
    static final String PASSWORD = "right-one";
    private static final long MILLIS = 30_000;

    /** The one user who may enter. */
    private static final class Users implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return USER.equals(user) && PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return validateUser(user, password);
        }
    }

    private final Path directory;
    private ActiveMQServer server;
    private MqttAsyncClient publisher;
    private int port;

    /** @param directory where it keeps sessions and messages */
    RealBroker(Path directory) {
        this.directory = directory;
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    RealBroker start() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("sensors");
        configuration.setPersistenceEnabled(true);
        configuration.setBindingsDirectory(directory.resolve("bindings").toString());
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.setLargeMessagesDirectory(directory.resolve("large").toString());
        configuration.setPagingDirectory(directory.resolve("paging").toString());
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalFileSize(1 << 20);
        configuration.setSecurityEnabled(true);
        configuration.setJMXManagementEnabled(false);
        configuration.setCriticalAnalyzer(false);
        configuration.setGracefulShutdownEnabled(false);
        configuration.setScheduledThreadPoolMaxSize(2);
        configuration.setThreadPoolMaxSize(8);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAutoCreateAddresses(true)
                        .setAutoCreateQueues(true)
                        .setDeadLetterAddress(SimpleString.of("dead"))
                        .setExpiryAddress(SimpleString.of("expired")));
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        parameters.put(TransportConstants.HOST_PROP_NAME, "127.0.0.1");
        parameters.put(TransportConstants.PORT_PROP_NAME, port);
        configuration.addAcceptorConfiguration(
                new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, "mqtt", new HashMap<>()));
        server = new ActiveMQServerImpl(configuration, null, new Users());
        server.start();
        port = server.getRemotingService().getAcceptor("mqtt").getActualPort();
        publisher = new MqttAsyncClient("tcp://127.0.0.1:" + port, "sensor", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        // Paho counts a message as under way for a moment after it was acknowledged.
        options.setMaxInflight(1_000);
        options.setUserName(USER);
        options.setPassword(PASSWORD.toCharArray());
        publisher.connect(options).waitForCompletion(MILLIS);
        return this;
    }

    /** Returns once the broker has it. */
    void publish(String topic, String payload, boolean retained) throws Exception {
        publisher
                .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained)
                .waitForCompletion(MILLIS);
    }

    void publish(String topic, String payload) throws Exception {
        publish(topic, payload, false);
    }

    /** What a device does with a command. */
    void listen(String topic, Consumer<String> told) throws Exception {
        publisher
                .subscribe(
                        topic,
                        1,
                        (from, message) -> told.accept(new String(message.getPayload(), StandardCharsets.UTF_8)))
                .waitForCompletion(MILLIS);
    }

    /** Publishes without waiting, as is right within {@link #listen}. */
    void say(String topic, String payload) {
        try {
            publisher.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    void stop() throws Exception {
        publisher.disconnectForcibly(10, 10, false);
        publisher.close(true);
        server.stop();
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
