package io.fieldpost.agent.centre;

import io.fieldpost.agent.publish.GatewayStatus;
import io.fieldpost.agent.publish.JsonProfileReader;
import io.fieldpost.agent.publish.LossRecord;
import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.agent.publish.ProfileException;
import io.fieldpost.agent.publish.Topics;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Everything that a receiver counts. Any thread. */
public final class CentreBooks {
    private static final int MAX_GATEWAYS = 50_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The latest news of one gateway. */
    private static final class News {
        private GatewayStatus.@Nullable State state;
        private String connection = "";
        private @Nullable Instant lastMessage;
        private @Nullable Instant newestStored;
    }

    /** Totals that rates are made from. */
    private record Totals(long messages, long values, long bytes, long nanos) {}

    private final InstantSource clock;
    private final Consumer<ProfileBatch> listener;
    private final JsonProfileReader reader = new JsonProfileReader();
    private final SequenceLedger ledger = new SequenceLedger();
    private final Map<Identity, News> gateways = new LinkedHashMap<>();
    private long messages;
    private long values;
    private long bytes;
    private long historical;
    private long malformed;
    private @Nullable Totals before;

    /** @param listener sees each record that is new, in the order of arrival; called from the receiving thread */
    public CentreBooks(InstantSource clock, Consumer<ProfileBatch> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Counts one message as it came.
     *
     * @param contentEncoding the user property {@code content-encoding}; null when there was none
     */
    public synchronized void message(String topic, byte[] payload, @Nullable String contentEncoding) {
        try {
            if (Topics.isStatus(topic)) {
                status(payload);
            } else {
                record(topic, payload, contentEncoding);
            }
        } catch (ProfileException e) {
            malformed++;
            Logger.debug("{} bytes on {} are not counted: {}", payload.length, topic, e.getMessage());
        }
    }

    private void status(byte[] payload) throws ProfileException {
        GatewayStatus told = GatewayStatus.fromJson(payload);
        News news = news(told.gateway());
        boolean late = told.state() == GatewayStatus.State.LOST
                && news.state != null
                && !news.connection.equals(told.connection());
        if (!late) {
            news.state = told.state();
            news.connection = told.connection();
        }
    }

    private void record(String topic, byte[] payload, @Nullable String contentEncoding) throws ProfileException {
        ProfileBatch batch = reader.read(payload, contentEncoding);
        if (!Topics.matches(topic, batch.gateway(), batch.stream())) {
            throw new ProfileException("the topic says another gateway or stream than the message, " + batch.gateway());
        }
        messages++;
        bytes += payload.length;
        values += batch.measurements().size();
        historical += batch.historical() ? 1 : 0;
        note(batch);
        // A site is part of who it is: two sites may have a gateway of the same name.
        String gateway = batch.gateway().site() + "/" + batch.gateway().id();
        StreamKey key = new StreamKey(gateway, batch.stream(), batch.epoch());
        SequenceLedger.Verdict verdict = ledger.received(key, batch.sequence(), batch.historical());
        if (verdict != SequenceLedger.Verdict.DUPLICATE) {
            losses(gateway, batch.measurements());
            listener.accept(batch);
        }
    }

    private void losses(String gateway, List<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            if (measurement.value() instanceof Value.Record) {
                LossRecord.fromMeasurement(measurement).ifPresent(loss -> ledger.lost(gateway, loss));
            }
        }
    }

    private void note(ProfileBatch batch) throws ProfileException {
        News news = news(batch.gateway());
        news.lastMessage = clock.instant();
        if (news.newestStored == null || batch.stored().isAfter(news.newestStored)) {
            news.newestStored = batch.stored();
        }
    }

    private News news(Identity gateway) throws ProfileException {
        News news = gateways.get(gateway);
        if (news == null) {
            if (gateways.size() >= MAX_GATEWAYS) {
                throw new ProfileException("more than " + MAX_GATEWAYS + " gateways");
            }
            news = new News();
            gateways.put(gateway, news);
        }
        return news;
    }

    /**
     * A snapshot, with rates since the one before.
     *
     * @param connection how the receiver's connection stands
     * @param nowNanos monotonic time
     */
    public synchronized CentreSnapshot snapshot(String connection, long nowNanos) {
        List<StreamFigures> streams = ledger.figures();
        Totals last = before == null ? new Totals(0, 0, 0, nowNanos) : before;
        double seconds = (nowNanos - last.nanos) / NANOS_PER_SECOND;
        before = new Totals(messages, values, bytes, nowNanos);
        return new CentreSnapshot(
                clock.instant(),
                connection,
                rate(messages - last.messages, seconds),
                rate(values - last.values, seconds),
                rate(bytes - last.bytes, seconds),
                messages,
                values,
                bytes,
                historical,
                malformed,
                streams.stream().mapToLong(StreamFigures::duplicates).sum(),
                streams.stream().mapToLong(StreamFigures::outOfOrder).sum(),
                streams.stream().mapToLong(StreamFigures::gaps).sum(),
                streams.stream().mapToLong(StreamFigures::missing).sum(),
                streams.stream().mapToLong(StreamFigures::lost).sum(),
                ledger.lostMeasurements(),
                streams,
                gateways.entrySet().stream()
                        .map(entry -> gateway(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static CentreSnapshot.Gateway gateway(Identity identity, News news) {
        return new CentreSnapshot.Gateway(
                identity.id(), identity.site(), news.state, news.lastMessage, news.newestStored);
    }

    private static double rate(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }
}
