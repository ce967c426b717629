package io.fieldpost.agent.publish;

import io.fieldpost.agent.LossSink;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What one destination has still to get, all streams: picks the next record, writes it for the wire, and keeps the score. */
final class Outbox {
    /**
     * A record counts as historical when it was stored before this connection was made and is older than this. What was measured while
     * a short break lasted is still live to those who look at it.
     */
    static final Duration HISTORICAL_AFTER = Duration.ofSeconds(5);

    /** One record on its way. */
    record Item(StreamName stream, StoredRecord record, OutgoingMessage message) {
        int size() {
            return message.content().payload().length;
        }
    }

    private final String destination;
    private final Topics topics;
    private final BatchDecoder decoder;
    private final Encoder encoder;
    private final LossSink losses;
    private final InstantSource clock;
    private final Turns turns = new Turns();
    private final Map<StreamName, StreamProgress> streams = new EnumMap<>(StreamName.class);

    private boolean complained;

    Outbox(
            String destination,
            Topics topics,
            RecordStore store,
            BatchDecoder decoder,
            Encoder encoder,
            LossSink losses,
            InstantSource clock,
            RandomGenerator random) {
        this.destination = destination;
        this.topics = topics;
        this.decoder = decoder;
        this.encoder = encoder;
        this.losses = losses;
        this.clock = clock;
        for (StreamName stream : StreamName.values()) {
            streams.put(stream, new StreamProgress(destination, stream, store, random));
        }
    }

    /** A new connection was made. */
    void opened(long nowNanos) {
        streams.values().forEach(progress -> progress.opened(nowNanos));
    }

    /** The next record to send, already counted as on its way; null when there is none now. */
    @Nullable
    Item next(long nowNanos, long maximumPacketSize) {
        StreamName stream = turns.next(name -> ready(progress(name), name, nowNanos));
        while (stream != null) {
            Item item = write(stream, nowNanos, maximumPacketSize);
            if (item != null) {
                return item;
            }
            stream = turns.next(name -> ready(progress(name), name, nowNanos));
        }
        return null;
    }

    private boolean ready(StreamProgress progress, StreamName stream, long nowNanos) {
        try {
            return progress.ready(nowNanos);
        } catch (StoreException e) {
            Logger.debug("{} waits, because stream {} can't be read: {}", destination, stream.text(), e.getMessage());
            progress.pause(nowNanos);
            return false;
        }
    }

    private @Nullable Item write(StreamName stream, long nowNanos, long maximumPacketSize) {
        StoredRecord record = progress(stream).take();
        OutgoingMessage message;
        try {
            EncodedMessage content = encoder.encode(record, decoder.decode(record.payload()), historical(record));
            message = new OutgoingMessage(topics.of(stream), content, false);
        } catch (DamagedBatchException | RuntimeException e) {
            complain("record " + record.sequence() + " of stream " + stream.text() + " can't be read: " + e);
            lost(stream, record, Loss.Cause.DAMAGE, nowNanos);
            return null;
        }
        if (message.packetSize() > maximumPacketSize) {
            complain("record " + record.sequence() + " of stream " + stream.text() + " needs " + message.packetSize()
                    + " bytes, the broker takes " + maximumPacketSize);
            lost(stream, record, Loss.Cause.TOO_LARGE, nowNanos);
            return null;
        }
        return new Item(stream, record, message);
    }

    private void complain(String message) {
        if (complained) {
            Logger.debug("destination {} passes over it: {}", destination, message);
        } else {
            complained = true;
            Logger.warn("destination {} passes over it and reports the loss: {}", destination, message);
        }
    }

    private boolean historical(StoredRecord record) {
        return progress(record.stream()).storedBeforeOpening(record)
                && record.storedTime().plus(HISTORICAL_AFTER).isBefore(clock.instant());
    }

    /** The destination has it. */
    void settled(Item item) {
        progress(item.stream).settled(item.record.sequence());
    }

    /** The destination did not keep it; it will be sent again. */
    void refused(Item item, long nowNanos) {
        progress(item.stream).refused(item.record.sequence(), nowNanos);
    }

    /** It can never be delivered: reports that, and goes on behind it. */
    void lost(Item item, Loss.Cause cause, long nowNanos) {
        lost(item.stream, item.record, cause, nowNanos);
    }

    private void lost(StreamName stream, StoredRecord record, Loss.Cause cause, long nowNanos) {
        Loss loss = new Loss(
                stream,
                record.epoch(),
                record.sequence(),
                record.sequence(),
                1,
                cause,
                record.storedTime(),
                record.storedTime());
        try {
            losses.report(loss);
            progress(stream).settled(record.sequence());
        } catch (StoreException e) {
            Logger.debug("a loss in stream {} can't be reported yet: {}", stream.text(), e.getMessage());
            progress(stream).refused(record.sequence(), nowNanos);
        }
    }

    /** Whether a stream waits because the broker did not keep a record of it. */
    boolean held() {
        return streams.values().stream().anyMatch(StreamProgress::held);
    }

    /** Records stored and not settled, all streams. */
    long backlog() {
        return streams.values().stream().mapToLong(StreamProgress::backlog).sum();
    }

    void close() {
        encoder.close();
    }

    private StreamProgress progress(StreamName stream) {
        StreamProgress progress = streams.get(stream);
        if (progress == null) {
            throw new IllegalStateException("no such stream: " + stream);
        }
        return progress;
    }
}
