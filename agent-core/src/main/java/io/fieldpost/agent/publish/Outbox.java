package io.fieldpost.agent.publish;

import io.fieldpost.agent.LossSink;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoredRecord;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** What one destination has still to get, all streams: picks the next record, writes it for the wire, and keeps the score. */
final class Outbox {
    /** One record on its way. */
    record Item(Lane.Kind lane, StreamName stream, StoredRecord record, OutgoingMessage message) {
        int size() {
            return message.content().payload().length;
        }
    }

    private final String destination;
    private final Topics topics;
    private final BatchDecoder decoder;
    private final Encoder encoder;
    private final LossSink losses;
    private final LaneTurns turns = new LaneTurns();
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
        for (StreamName stream : StreamName.values()) {
            Remaining remaining = new Remaining(store, destination, stream);
            streams.put(stream, new StreamProgress(remaining, clock, random));
        }
    }

    /** A new connection was made. */
    void opened(long nowNanos) {
        streams.values().forEach(progress -> progress.opened(nowNanos));
    }

    /**
     * The next record to send, already counted as on its way; null when there is none now.
     *
     * @param backlogMay whether the backlog's pace allows a message now
     */
    @Nullable
    Item next(long nowNanos, long maximumPacketSize, boolean backlogMay) {
        LaneTurns.Turn turn = turns.next(backlogMay, asked -> ready(asked, nowNanos));
        while (turn != null) {
            Item item = write(turn, nowNanos, maximumPacketSize);
            if (item != null) {
                return item;
            }
            turn = turns.next(backlogMay, asked -> ready(asked, nowNanos));
        }
        return null;
    }

    private boolean ready(LaneTurns.Turn asked, long nowNanos) {
        StreamProgress progress = progress(asked.stream());
        try {
            return progress.ready(asked.lane(), nowNanos);
        } catch (StoreException e) {
            Logger.debug(
                    "{} waits, because stream {} can't be read: {}",
                    destination,
                    asked.stream().text(),
                    e.getMessage());
            progress.pause(nowNanos);
            return false;
        }
    }

    private @Nullable Item write(LaneTurns.Turn turn, long nowNanos, long maximumPacketSize) {
        StreamName stream = turn.stream();
        StoredRecord record = progress(stream).take(turn.lane());
        OutgoingMessage message;
        try {
            boolean historical = turn.lane() == Lane.Kind.BACKLOG;
            message = new OutgoingMessage(topics.of(stream), encoded(record, historical), false);
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
        return new Item(turn.lane(), stream, record, message);
    }

    private EncodedMessage encoded(StoredRecord record, boolean historical) throws DamagedBatchException {
        BatchColumns batch = decoder.decode(record.payload());
        try {
            return encoder.encode(record, batch, historical);
        } finally {
            batch.clear();
        }
    }

    private void complain(String message) {
        if (complained) {
            Logger.debug("destination {} passes over it: {}", destination, message);
        } else {
            complained = true;
            Logger.warn("destination {} passes over it and reports the loss: {}", destination, message);
        }
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

    /** Records stored and not settled, all streams; any thread. */
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
