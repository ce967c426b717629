package io.fieldpost.agent.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One Paho client object for one connection, with its sockets and threads, used in the one way that loses nothing. Whoever connects
 * to a broker, as a publisher or as the centre's receiver, does it through this.
 */
public final class PahoClient {
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 20;
    /** Paho occupies three for the whole connection (sender, receiver, callback) and at times one to connect, disconnect and ping. */
    private static final int THREADS = 6;

    private static final long QUIESCE_MILLIS = 100;
    /** Paho needs up to 300 ms to start its threads; more on a gateway that has much to do. */
    private static final long STARTING_MILLIS = 10_000;

    static {
        PahoSilence.keep();
    }

    private final String name;
    private final BrokerAccess access;
    private final MqttAsyncClient client;
    private final ScheduledThreadPoolExecutor threads;
    private @Nullable BrokerSockets sockets;

    /**
     * Makes a client that is not connected yet.
     *
     * @param name of its threads
     */
    public PahoClient(BrokerAccess access, String clientId, String name) throws MqttException {
        this.name = name;
        this.access = access;
        threads = new ScheduledThreadPoolExecutor(THREADS, named(name));
        threads.setRemoveOnCancelPolicy(true);
        client = new MqttAsyncClient(access.pahoUri(), clientId, new MemoryPersistence(), null, threads);
    }

    /**
     * Options with everything that both sides share: credentials, sockets, time limits. Once, before connecting.
     *
     * @throws IOException when certificates or keys can't be used
     */
    public MqttConnectionOptions options() throws IOException {
        BrokerSockets fresh = new BrokerSockets(access.tls() ? Tls.of(access) : null);
        sockets = fresh;
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setSocketFactory(fresh);
        if (access.user() != null) {
            options.setUserName(access.user());
        }
        String password = access.passwordText();
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    /**
     * Says who listens; before connecting. All three come from Paho's threads and must not block or call this client.
     *
     * @param broke called with the cause when the connection broke
     * @param dismissed called with the reason code when the broker ended it
     * @param messages called with what was received, one at a time; a message is acknowledged after it returned normally
     */
    public void listen(Consumer<Throwable> broke, IntConsumer dismissed, BiConsumer<String, MqttMessage> messages) {
        client.setCallback(new Listening(broke, dismissed, messages));
    }

    /** Connects; returns at once. */
    public void connect(MqttConnectionOptions options, MqttActionListener listener) throws MqttException {
        client.connect(options, null, listener);
    }

    /** Subscribes with QoS 1; returns at once. */
    public void subscribe(String filter, MqttActionListener listener) throws MqttException {
        MqttSubscription[] subscriptions = {new MqttSubscription(filter, 1)};
        client.subscribe(subscriptions, null, listener, new MqttProperties());
    }

    void publish(String topic, MqttMessage message, MqttActionListener listener) throws MqttException {
        client.publish(topic, message, null, listener);
    }

    /** Sends DISCONNECT, so that the broker drops the last will. Blocks for at most {@code millis}. */
    public void sayGoodbye(long millis) {
        try {
            client.disconnect(0).waitForCompletion(millis);
        } catch (MqttException e) {
            // It was broken already, and is thrown away next.
            return;
        }
    }

    /** Throws it away; returns at once. A thread of its own does what may take a moment. */
    public void discard() {
        Thread closer = new Thread(this::close, name + "-close");
        closer.setDaemon(true);
        closer.start();
    }

    private void close() {
        try {
            if (sockets != null) {
                sockets.close(STARTING_MILLIS);
            }
            client.disconnectForcibly(QUIESCE_MILLIS, QUIESCE_MILLIS, false);
            client.close();
        } catch (MqttException | RuntimeException e) {
            // Paho reports a half-made connection in many ways; its sockets are closed and its threads end below.
            Logger.debug("{} ended untidily: {}", name, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What Paho calls; what is not asked for has no effect. */
    private record Listening(Consumer<Throwable> broke, IntConsumer dismissed, BiConsumer<String, MqttMessage> messages)
            implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (response.getException() != null) {
                broke.accept(response.getException());
            } else {
                dismissed.accept(response.getReturnCode());
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException cause) {
            broke.accept(cause);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            messages.accept(topic, message);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, @Nullable String serverUri) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
