package io.fieldpost.agent.centre;

import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.publish.PahoClient;
import io.fieldpost.agent.publish.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Subscribes to every gateway of a broker and counts. A message is acknowledged to the broker only after it was counted; with a
 * persistent session, a broker that keeps its sessions loses nothing for this receiver while either of them is away.
 *
 * <p>One thread, {@code centre-receiver}, connects, waits for the end, and connects again with a new client object, once a second.
 */
public final class CentreReceiver implements AutoCloseable {
    private static final String CONNECTED = "connected";
    private static final long ANSWER_SECONDS = 25;
    private static final long AGAIN_SECONDS = 1;
    private static final long CLOSE_MILLIS = 900;
    private static final long GOODBYE_MILLIS = 200;

    private final BrokerAccess access;
    private final String clientId;
    private final Duration sessionExpiry;
    private final CentreBooks books;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String connection = "connecting";
    private volatile Runnable onClose = () -> {};

    private CentreReceiver(BrokerAccess access, String clientId, Duration sessionExpiry, CentreBooks books) {
        this.access = access;
        this.clientId = clientId;
        this.sessionExpiry = sessionExpiry;
        this.books = books;
        this.thread = new Thread(this::run, "centre-receiver");
        thread.setDaemon(true);
    }

    /**
     * Starts a receiver; it keeps trying until it is closed.
     *
     * @param clientId fixed for a persistent session, since the broker keeps what was missed under this name
     * @param sessionExpiry how long the broker keeps it; zero means a clean session that keeps nothing
     */
    public static CentreReceiver start(
            BrokerAccess access, String clientId, Duration sessionExpiry, CentreBooks books) {
        CentreReceiver receiver = new CentreReceiver(access, clientId, sessionExpiry, books);
        receiver.thread.start();
        return receiver;
    }

    /** {@code connected}, or why not. */
    public String connection() {
        return connection;
    }

    /** Whether it is subscribed now. */
    public boolean subscribed() {
        return connection.equals(CONNECTED);
    }

    /** A snapshot, with rates since the one before. */
    public CentreSnapshot snapshot(long nowNanos) {
        return books.snapshot(connection, nowNanos);
    }

    private void run() {
        try {
            do {
                receive();
            } while (!closing.await(AGAIN_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, from its beginning to its end. */
    private void receive() throws InterruptedException {
        CompletableFuture<String> ended = new CompletableFuture<>();
        PahoClient client = null;
        try {
            client = new PahoClient(access, clientId, "centre-mqtt");
            client.listen(
                    cause -> ended.complete(access.describe(cause)),
                    reason -> ended.complete(access.describe(reason)),
                    this::count);
            subscribe(client, ended);
            connection = CONNECTED;
            connection = ended.get();
        } catch (ExecutionException | MqttException | IOException e) {
            connection = access.describe(e);
        } catch (TimeoutException e) {
            connection = access.url() + " did not answer within " + ANSWER_SECONDS + " s";
        } finally {
            if (client != null) {
                client.discard();
            }
        }
        Logger.debug("receiver: {}", connection);
    }

    private void subscribe(PahoClient client, CompletableFuture<String> ended)
            throws MqttException, IOException, InterruptedException, ExecutionException, TimeoutException {
        MqttConnectionOptions options = client.options();
        options.setCleanStart(sessionExpiry.isZero());
        options.setSessionExpiryInterval(sessionExpiry.toSeconds());
        Answer connected = new Answer();
        client.connect(options, connected);
        connected.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        Answer subscribed = new Answer();
        client.subscribe(Topics.ALL, subscribed);
        subscribed.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        closing(client, ended);
    }

    private void closing(PahoClient client, CompletableFuture<String> ended) {
        onClose = () -> {
            client.sayGoodbye(GOODBYE_MILLIS);
            ended.complete("closed");
        };
        if (closing.getCount() == 0) {
            ended.complete("closed");
        }
    }

    private void count(String topic, MqttMessage message) {
        books.message(topic, message.getPayload(), contentEncoding(message));
    }

    private static @Nullable String contentEncoding(MqttMessage message) {
        List<UserProperty> properties = message.getProperties() == null
                ? List.of()
                : message.getProperties().getUserProperties();
        for (UserProperty property : properties) {
            if (property.getKey().equals("content-encoding")) {
                return property.getValue();
            }
        }
        return null;
    }

    @Override
    public void close() {
        closing.countDown();
        onClose.run();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    /** What Paho answers to one request. */
    private static final class Answer extends CompletableFuture<IMqttToken> implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            complete(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            completeExceptionally(cause);
        }
    }
}
