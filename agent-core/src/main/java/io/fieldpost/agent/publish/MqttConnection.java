package io.fieldpost.agent.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;

/**
 * A connection over Paho's MQTT 5 client, which is transport only: a new client object for each connection, a clean start, no
 * automatic reconnect, nothing persisted. Any other use of Paho 1.2.5 loses messages or loops: it stores PUBLISH packets that have
 * only a topic alias and sends them on the next connection, where the alias means nothing (paho.mqtt.java #1104).
 *
 * <p>Callbacks come from Paho's threads, possibly several times for one message; they only note what happened and wake the runner.
 */
final class MqttConnection implements Connection {
    /** Without a server's word, MQTT 5 section 3.2.2.3.3. */
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

    private final BrokerAccess access;
    private final PahoClient client;
    private final Runnable wake;
    private final Queue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable ConnectionFailure> failure = new AtomicReference<>();
    private volatile boolean open;
    private volatile int receiveMaximum = DEFAULT_RECEIVE_MAXIMUM;
    private volatile long maximumPacketSize = Long.MAX_VALUE;

    MqttConnection(BrokerAccess access, PahoClient client, Runnable wake) {
        this.access = access;
        this.client = client;
        this.wake = wake;
    }

    /** Begins to connect; whatever fails is told by {@link #failure()}. */
    void begin(OutgoingMessage will) {
        try {
            MqttConnectionOptions options = client.options();
            options.setCleanStart(true);
            options.setWill(will.topic(), mqtt(will));
            client.listen(
                    cause -> end(cause), reason -> end(MqttFailures.ofReason(access, reason)), (topic, message) -> {});
            client.connect(options, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    opened(token.getResponseProperties());
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    end(cause);
                }
            });
        } catch (MqttException e) {
            end(e);
        } catch (IOException e) {
            end(ConnectionFailure.refused(String.valueOf(e.getMessage())));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            end(ConnectionFailure.refused("a secret of this destination can't be read: " + e.getMessage()));
        }
    }

    private void opened(@Nullable MqttProperties properties) {
        if (properties != null) {
            if (properties.getReceiveMaximum() != null) {
                receiveMaximum = properties.getReceiveMaximum();
            }
            if (properties.getMaximumPacketSize() != null) {
                maximumPacketSize = properties.getMaximumPacketSize();
            }
        }
        open = true;
        wake.run();
    }

    private void end(Throwable cause) {
        end(MqttFailures.of(access, cause));
    }

    private void end(ConnectionFailure why) {
        if (failure.compareAndSet(null, why)) {
            wake.run();
        }
    }

    @Override
    public Phase phase() {
        if (failure.get() != null) {
            return Phase.ENDED;
        }
        return open ? Phase.OPEN : Phase.OPENING;
    }

    @Override
    public @Nullable ConnectionFailure failure() {
        return failure.get();
    }

    @Override
    public int receiveMaximum() {
        return receiveMaximum;
    }

    @Override
    public long maximumPacketSize() {
        return maximumPacketSize;
    }

    @Override
    public boolean publish(OutgoingMessage message, long ticket) {
        return publish(message, reason -> {
            acknowledgements.add(new Acknowledgement(ticket, reason));
            wake.run();
        });
    }

    private boolean publish(OutgoingMessage message, IntConsumer acknowledged) {
        AtomicBoolean first = new AtomicBoolean(true);
        try {
            client.publish(message.topic(), mqtt(message), new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    if (first.compareAndSet(true, false)) {
                        acknowledged.accept(reason(token));
                    }
                }

                @Override
                public void onFailure(IMqttToken token, Throwable cause) {
                    end(cause);
                }
            });
            return true;
        } catch (MqttException e) {
            end(e);
            return false;
        }
    }

    /** A PUBACK without a reason code means success, MQTT 5 section 3.4.2.1. */
    private static int reason(IMqttToken token) {
        int[] reasons = token.getReasonCodes();
        return reasons == null || reasons.length == 0 ? Acknowledgement.SUCCESS : reasons[0];
    }

    @Override
    public @Nullable Acknowledgement poll() {
        return acknowledgements.poll();
    }

    @Override
    public void discard() {
        end(ConnectionFailure.unreachable("the connection to " + access.url() + " was given up"));
        client.discard();
    }

    @Override
    public void finish(OutgoingMessage message, long millis) {
        if (phase() == Phase.OPEN) {
            CountDownLatch acknowledged = new CountDownLatch(1);
            publish(message, reason -> acknowledged.countDown());
            try {
                if (acknowledged.await(millis / 2, TimeUnit.MILLISECONDS)) {
                    client.sayGoodbye(millis / 2);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        discard();
    }

    private static MqttMessage mqtt(OutgoingMessage message) {
        EncodedMessage content = message.content();
        MqttProperties properties = new MqttProperties();
        properties.setContentType(content.contentType());
        if (content.contentEncoding() == null) {
            properties.setPayloadFormat(true);
            properties.setUserProperties(List.of(new UserProperty("schema", content.schema())));
        } else {
            properties.setUserProperties(List.of(
                    new UserProperty("schema", content.schema()),
                    new UserProperty("content-encoding", content.contentEncoding())));
        }
        return new MqttMessage(content.payload(), 1, message.retained(), properties);
    }
}
