package io.fieldpost.agent.publish;

import io.fieldpost.agent.LossSink;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.status.DestinationStatus;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.config.Secret;
import io.fieldpost.config.gateway.Destination;
import io.fieldpost.config.gateway.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings one destination everything that the store has for it. A step function: {@link #step} is called again and again by one thread,
 * {@link PublishLoop} in the agent, and never blocks; {@link #status} may be called by any thread.
 *
 * <p>Guaranteed: a record is settled only after the broker's PUBACK said that it has it, or after its loss was reported. What is new
 * leaves at once; what had to wait leaves beside it, marked historical, as fast as {@link BacklogPace} allows. Within a stream, both
 * of these lanes are sent in order ({@link StreamProgress}). A record may arrive twice; its number tells. A connection on which nothing
 * is acknowledged for 20 s while something waits is thrown away.
 *
 * <p>A PUBACK with reason 0x10 (no matching subscribers, MQTT 5 section 3.4.2.1) means that the broker threw the message away: the
 * record stays, and its stream tries again with one message at a time, after 1 s up to 60 s.
 */
public final class PublishRunner {
    /** Beyond Paho's own limit of 10 s for TCP and for the TLS handshake, each. */
    private static final long OPEN_NANOS = Duration.ofSeconds(25).toNanos();

    private static final long IDLE_NANOS = Duration.ofMillis(100).toNanos();
    /** A broker that takes less could not even be told what was lost. */
    private static final int SMALLEST_PACKET = 4096;

    // For the runner's life.
    private final Publication what;
    private final Connector connector;
    private final Outbox outbox;
    private final Topics topics;
    private final RunnerState state;
    private final RandomGenerator random;
    private final Wake wake;
    private final Retries retries;
    private final BacklogPace pace;

    // For one connection.
    private @Nullable Connection connection;
    private InFlight inFlight = new InFlight(1);
    private String connectionName = "";
    private boolean open;
    /** When it began, then when it was open. */
    private long since;

    public PublishRunner(
            Publication what,
            RecordStore store,
            BatchDecoder decoder,
            Encoder encoder,
            Connector connector,
            LossSink losses,
            InstantSource clock,
            RandomGenerator random,
            Wake wake) {
        this.what = what;
        this.connector = connector;
        this.topics = new Topics(what.gateway());
        this.outbox = new Outbox(what.destination(), topics, store, decoder, encoder, losses, clock, random);
        this.state = new RunnerState(what, clock);
        this.random = random;
        this.wake = wake;
        this.retries = new Retries(random);
        this.pace = new BacklogPace(what.backlogRate());
    }

    /** A runner for a configured destination, over Paho, with the JSON profile. */
    public static PublishRunner of(
            Destination destination,
            Identity gateway,
            String version,
            RecordStore store,
            BatchDecoder decoder,
            LossSink losses,
            Function<Secret, String> secrets) {
        Publication what = Publication.of(destination, gateway, version);
        Encoder encoder = switch (destination.payload()) {
            case JSON -> new JsonProfile(gateway);
        };
        Connector connector =
                new MqttConnector(BrokerAccess.of(destination, secrets), what.clientId(), destination.name());
        RandomGenerator random = new SecureRandom();
        return new PublishRunner(
                what, store, decoder, encoder, connector, losses, InstantSource.system(), random, new Wake());
    }

    /**
     * One unit of work.
     *
     * @param nowNanos monotonic time, {@link System#nanoTime()}
     * @return after how many nanoseconds to call again, unless {@link #wake()} rings before
     */
    public long step(long nowNanos) {
        Connection current = connection;
        if (current == null) {
            long wait = retries.dueIn(nowNanos);
            if (wait > 0) {
                return wait;
            }
            current = begin(nowNanos);
        }
        switch (current.phase()) {
            case OPENING -> {
                if (nowNanos - since >= OPEN_NANOS) {
                    giveUp(
                            current,
                            what.url() + " did not answer within "
                                    + Duration.ofNanos(OPEN_NANOS).toSeconds() + " s",
                            nowNanos);
                }
            }
            case OPEN -> work(current, nowNanos);
            case ENDED -> {
                answers(current, nowNanos);
                ended(current, failureOf(current), nowNanos);
            }
        }
        return connection == null ? retries.dueIn(nowNanos) : IDLE_NANOS;
    }

    private Connection begin(long nowNanos) {
        state.connecting();
        connectionName = HexFormat.of().toHexDigits(random.nextLong());
        since = nowNanos;
        Connection fresh = connector.begin(statusMessage(GatewayStatus.State.LOST), wake);
        connection = fresh;
        return fresh;
    }

    private void work(Connection current, long nowNanos) {
        if (!open && !opened(current, nowNanos)) {
            return;
        }
        answers(current, nowNanos);
        if (inFlight.silent(nowNanos)) {
            giveUp(current, what.url() + " acknowledged nothing for " + InFlight.SILENCE.toSeconds() + " s", nowNanos);
            return;
        }
        send(current, nowNanos);
        if (!outbox.held()) {
            state.detail("");
        }
    }

    private boolean opened(Connection current, long nowNanos) {
        if (current.maximumPacketSize() < SMALLEST_PACKET) {
            ConnectionFailure failure = ConnectionFailure.refused(what.url() + " takes packets of only "
                    + current.maximumPacketSize() + " bytes: raise its limit to at least " + SMALLEST_PACKET);
            ended(current, failure, nowNanos);
            return false;
        }
        open = true;
        since = nowNanos;
        int window = Math.max(1, Math.min(what.window(), current.receiveMaximum() - 1));
        outbox.opened(nowNanos);
        pace.opened(window, nowNanos);
        state.connected();
        inFlight = new InFlight(window);
        inFlight.birth(nowNanos);
        current.publish(statusMessage(GatewayStatus.State.ONLINE), InFlight.BIRTH);
        return true;
    }

    private void answers(Connection current, long nowNanos) {
        Acknowledgement answer = current.poll();
        while (answer != null) {
            answer(answer, nowNanos);
            answer = current.poll();
        }
        state.inFlight.set(inFlight.records());
    }

    private void answer(Acknowledgement answer, long nowNanos) {
        InFlight.Sent sent = inFlight.answered(answer.ticket(), nowNanos);
        if (sent == null) {
            return;
        }
        Outbox.Item item = sent.item();
        pace.answered(item.lane(), sent.nanos(), nowNanos);
        if (answer.reason() == Acknowledgement.NO_MATCHING_SUBSCRIBERS) {
            state.unreceived.incrementAndGet();
            outbox.refused(item, nowNanos);
            state.detail("nobody subscribes to " + item.message().topic() + ": records wait here until somebody does");
        } else if (answer.reason() == Acknowledgement.PACKET_TOO_LARGE && item.size() >= SMALLEST_PACKET) {
            outbox.lost(item, Loss.Cause.TOO_LARGE, nowNanos);
        } else if (answer.reason() >= 0x80) {
            outbox.refused(item, nowNanos);
            state.detail(what.url() + " did not take a message on "
                    + item.message().topic() + ": reason " + MqttFailures.hex(answer.reason()));
        } else {
            state.acknowledgedOne();
            outbox.settled(item);
        }
    }

    private void send(Connection current, long nowNanos) {
        while (inFlight.hasRoom()) {
            boolean backlogMay = inFlight.hasRoomForBacklog() && pace.allows(inFlight.backlog(), nowNanos);
            Outbox.Item item = outbox.next(nowNanos, current.maximumPacketSize(), backlogMay);
            if (item == null || !handOver(current, item, nowNanos)) {
                return;
            }
        }
    }

    private boolean handOver(Connection current, Outbox.Item item, long nowNanos) {
        if (!current.publish(item.message(), inFlight.add(item, nowNanos))) {
            return false;
        }
        if (item.lane() == Lane.Kind.BACKLOG) {
            pace.sent(item.size());
        }
        state.published.incrementAndGet();
        state.inFlight.set(inFlight.records());
        return true;
    }

    private void giveUp(Connection current, String why, long nowNanos) {
        ended(current, ConnectionFailure.unreachable(why), nowNanos);
    }

    private void ended(Connection current, ConnectionFailure failure, long nowNanos) {
        current.discard();
        connection = null;
        if (failure.kind() == ConnectionFailure.Kind.TOO_LARGE) {
            passOverTooLarge(nowNanos);
        }
        retries.failed(failure.kind(), open ? nowNanos - since : 0, nowNanos);
        open = false;
        inFlight = new InFlight(1);
        state.inFlight.set(0);
        state.waiting(failure.message());
    }

    /**
     * The broker ended the connection because one of the messages on their way was too large for it. Whichever that was, the largest is
     * too.
     */
    private void passOverTooLarge(long nowNanos) {
        Outbox.Item largest = inFlight.largest();
        if (largest != null && largest.size() >= SMALLEST_PACKET) {
            outbox.lost(largest, Loss.Cause.TOO_LARGE, nowNanos);
        }
    }

    /** After the death was told or {@code millis} went by, whichever is first. The last call. */
    public void finish(long millis) {
        Connection current = connection;
        if (current != null) {
            current.finish(statusMessage(GatewayStatus.State.STOPPED), millis);
            connection = null;
        }
        outbox.close();
        state.inFlight.set(0);
        state.stopped();
    }

    /** A snapshot; any thread. */
    public DestinationStatus status() {
        return state.snapshot(outbox.backlog());
    }

    /** Rings when there is something to do, for instance after an append; any thread. */
    public Wake wake() {
        return wake;
    }

    /** Name of the destination. */
    public String destination() {
        return what.destination();
    }

    private OutgoingMessage statusMessage(GatewayStatus.State told) {
        byte[] json = new GatewayStatus(what.gateway(), told, connectionName, what.version()).toJson();
        EncodedMessage content = new EncodedMessage(json, JsonProfile.CONTENT_TYPE, JsonProfile.SCHEMA, null);
        return new OutgoingMessage(topics.status(), content, true);
    }

    private static ConnectionFailure failureOf(Connection ended) {
        ConnectionFailure failure = ended.failure();
        return failure == null ? ConnectionFailure.unreachable("the connection ended") : failure;
    }
}
