package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.ScheduledExecutorPingSender;
import org.eclipse.paho.client.mqttv3.logging.LoggerFactory;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;

/**
 * One connection with a broker over one Paho client object (MQTT 3.1.1), which is transport only: no reconnecting, nothing stored, every
 * wait bounded, and nothing acknowledged before {@link #acknowledge} says so.
 */
final class BrokerSession implements AutoCloseable {
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long GOODBYE_MILLIS = 1_000;
    /** Paho needs up to 300 ms to start its threads; more on a gateway that has much to do. */
    private static final long STARTING_MILLIS = 10_000;

    private static final int QOS = 1;

    static {
        LoggerFactory.setLogger(PahoSilence.class.getName());
    }

    private final MqttInSettings settings;
    private final BrokerFailures failures;
    private final BrokerSocket socket;
    private final PahoThreads threads;
    private final String name;

    /** Topic and identifier of messages whose payload was let go, until Paho hands them over. */
    private final Set<String> tooLarge = ConcurrentHashMap.newKeySet();

    private volatile Consumer<Arrival> arrived = arrival -> {};
    private volatile Consumer<DriverException> lost = failure -> {};
    private volatile @Nullable MqttAsyncClient client;

    /**
     * Does nothing yet.
     *
     * @param clientId for messages
     * @param name of its threads
     */
    BrokerSession(MqttInSettings settings, String clientId, String name) {
        this.settings = settings;
        this.name = name;
        this.failures = new BrokerFailures(settings, clientId);
        this.socket = new BrokerSocket(settings, this::letGo);
        this.threads = new PahoThreads(name, failure -> lost.accept(failures.lost(failure)));
    }

    /** Connects and shakes hands; says nothing of MQTT yet. */
    void dial() throws DriverException {
        try {
            socket.dial();
        } catch (IOException e) {
            throw failures.dialling(e);
        }
    }

    /**
     * Logs in.
     *
     * @param clientId unique at the broker, else two clients throw each other out for ever
     * @param clean whether the broker shall forget what it knows of this client, now and at the end
     * @param arrived gets each message, one at a time, and may wait
     * @param lost told once why it ended by itself, from any thread
     * @return whether the broker had kept a session
     */
    boolean logIn(String clientId, boolean clean, Consumer<Arrival> arrived, Consumer<DriverException> lost)
            throws DriverException {
        this.arrived = arrived;
        this.lost = lost;
        MqttConnectOptions options = options(clean);
        try {
            // The address is never used: the socket is dialled already.
            MqttAsyncClient made = new MqttAsyncClient(
                    "tcp://localhost:1",
                    clientId,
                    new MemoryPersistence(),
                    new ScheduledExecutorPingSender(threads),
                    threads);
            client = made;
            made.setManualAcks(true);
            made.setCallback(new Listening());
            IMqttToken token = made.connect(options);
            token.waitForCompletion(settings.timeout().toMillis());
            return token.getSessionPresent();
        } catch (MqttException e) {
            throw failures.asking("log-in", e);
        }
    }

    private MqttConnectOptions options(boolean clean) throws DriverException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setAutomaticReconnect(false);
        options.setCleanSession(clean);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        options.setSocketFactory(new OneSocket(socket));
        if (settings.user() != null) {
            options.setUserName(settings.user());
        }
        if (settings.password() != null) {
            options.setPassword(Secrets.text(settings.password()).toCharArray());
        }
        return options;
    }

    /**
     * Subscribes with QoS 1, in one request.
     *
     * @return those that the broker refuses
     */
    List<String> subscribe(List<String> filters) throws DriverException {
        try {
            IMqttToken token = connected().subscribe(filters.toArray(String[]::new), ofOne(filters));
            token.waitForCompletion(settings.timeout().toMillis());
            return refused(filters, token);
        } catch (MqttException e) {
            throw failures.asking("subscription", e);
        }
    }

    /**
     * The same without waiting: where the broker has much to give first, its answer comes behind all of that.
     *
     * @param then gets those that the broker refuses, on a thread of this session's
     */
    void subscribeLater(List<String> filters, Consumer<List<String>> then) throws DriverException {
        try {
            connected()
                    .subscribe(
                            filters.toArray(String[]::new),
                            ofOne(filters),
                            null,
                            whenDone(token -> then.accept(refused(filters, token))));
        } catch (MqttException e) {
            throw failures.asking("subscription", e);
        }
    }

    /** Unsubscribes without waiting; {@code then} runs on a thread of this session's once the broker agreed. */
    void unsubscribeLater(List<String> filters, Runnable then) throws DriverException {
        try {
            connected().unsubscribe(filters.toArray(String[]::new), null, whenDone(token -> then.run()));
        } catch (MqttException e) {
            throw failures.asking("end of a subscription", e);
        }
    }

    private static int[] ofOne(List<String> filters) {
        int[] qos = new int[filters.size()];
        Arrays.fill(qos, QOS);
        return qos;
    }

    /** MQTT 3.1.1, 3.9.3: 0x80 is failure. */
    private static List<String> refused(List<String> filters, IMqttToken token) {
        List<String> refused = new ArrayList<>();
        int[] granted = token.getGrantedQos();
        for (int i = 0; i < filters.size(); i++) {
            if (i >= granted.length || granted[i] > 2) {
                refused.add(filters.get(i));
            }
        }
        return refused;
    }

    /** A failure is the connection's, and told as that. */
    private static IMqttActionListener whenDone(Consumer<IMqttToken> then) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                then.accept(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {}
        };
    }

    /**
     * Publishes with QoS 1, once, and returns when the broker has it.
     *
     * @throws DriverException {@code UNREACHABLE} when nothing was sent; {@code TIMEOUT} when nobody knows
     */
    void publish(String topic, byte[] payload) throws DriverException {
        IMqttToken token;
        try {
            token = connected().publish(topic, payload, QOS, false);
        } catch (MqttException e) {
            throw new DriverException(
                    DriverException.Reason.UNREACHABLE, settings.url() + " is not connected: " + topic, e);
        }
        try {
            token.waitForCompletion(settings.timeout().toMillis());
        } catch (MqttException e) {
            DriverException told = failures.asking("command", e);
            throw new DriverException(
                    DriverException.Reason.TIMEOUT, told.getMessage() + "; whether it was taken is not known", e);
        }
    }

    private MqttAsyncClient connected() {
        MqttAsyncClient made = client;
        if (made == null) {
            throw new IllegalStateException("not logged in");
        }
        return made;
    }

    /** Says that a message is taken, so that the broker forgets it. Any thread; returns at once. */
    void acknowledge(int id) {
        try {
            connected().messageArrivedComplete(id, QOS);
        } catch (MqttException e) {
            // The connection ended: the broker sends the message again.
            return;
        }
    }

    /** Runs something now and then on a thread of this session's, until it ends. */
    void every(Duration period, Runnable work) {
        threads.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void letGo(String topic, int id) {
        if (id == 0) {
            arrived.accept(new Arrival(topic, new byte[0], 0, false, true));
        } else {
            tooLarge.add(id + " " + topic);
        }
    }

    /** Ends it; returns at once. A thread of its own does what may take a moment. */
    @Override
    public void close() {
        arrived = arrival -> {};
        lost = failure -> {};
        Thread closer = new Thread(this::end, name + "-close");
        closer.setDaemon(true);
        closer.start();
    }

    private void end() {
        MqttAsyncClient made = client;
        try {
            if (made != null) {
                sayGoodbye(made);
            }
            socket.close();
            socket.awaitFirstWrite(STARTING_MILLIS);
            if (made != null) {
                discard(made);
            }
        } catch (IOException e) {
            // Closing is all that was wanted, and nobody reads from it any more.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void sayGoodbye(MqttAsyncClient made) {
        try {
            if (made.isConnected()) {
                made.disconnect(0).waitForCompletion(GOODBYE_MILLIS);
            }
        } catch (MqttException e) {
            // It was broken already, and is thrown away next.
            return;
        }
    }

    private static void discard(MqttAsyncClient made) {
        try {
            made.disconnectForcibly(1, 1, false);
            made.close(true);
        } catch (MqttException | RuntimeException e) {
            // Paho reports a half-made connection in many ways; its socket is closed, and its threads end next.
            return;
        }
    }

    /** What Paho calls, from its own threads. */
    private final class Listening implements MqttCallback {
        @Override
        public void connectionLost(Throwable cause) {
            lost.accept(failures.lost(cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            int id = message.getQos() == 0 ? 0 : message.getId();
            boolean isTooLarge = id != 0 && tooLarge.remove(id + " " + topic);
            arrived.accept(new Arrival(topic, message.getPayload(), id, message.isRetained(), isTooLarge));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {}
    }
}
