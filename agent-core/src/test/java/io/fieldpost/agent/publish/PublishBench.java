package io.fieldpost.agent.publish;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.Wake;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.RecordStore;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.config.ByteSize;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A runner with its store, its connections and both clocks in a test's hand. */
final class PublishBench<S extends RecordStore> {
    static final String CITY = "city";
    static final long SECOND = Duration.ofSeconds(1).toNanos();

    final List<FakeConnection> connections = new ArrayList<>();
    final List<Loss> losses = new ArrayList<>();
    final S store;
    final PublishRunner runner;
    long now = 1_000 * SECOND;
    Instant wallClock = Samples.TIME;

    private final JsonProfileReader reader = new JsonProfileReader();

    /** Opens a store over the bench's clock. */
    interface Opening<S> {
        S open(InstantSource clock) throws StoreException;
    }

    private PublishBench(int window, ByteSize backlogRate, Opening<S> opening) throws StoreException {
        store = opening.open(() -> wallClock);
        runner = new PublishRunner(
                new Publication(CITY, URI.create("mqtt://broker"), Samples.GATEWAY, "1.2.3", window, backlogRate),
                store,
                Samples::decode,
                new JsonProfile(Samples.GATEWAY),
                (will, wake) -> {
                    connections.add(new FakeConnection(will));
                    return connection();
                },
                losses::add,
                () -> wallClock,
                new Random(1),
                new Wake());
    }

    static PublishBench<MemoryStore> withWindow(int window) {
        return withWindow(window, null);
    }

    static PublishBench<MemoryStore> withWindow(int window, ByteSize backlogRate) {
        try {
            return new PublishBench<>(window, backlogRate, MemoryStore::new);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    static <S extends RecordStore> PublishBench<S> over(Opening<S> opening) throws StoreException {
        return new PublishBench<>(16, null, opening);
    }

    void append(StreamName stream, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            store.append(stream, Samples.stored(i), 1, ClockState.SYNCHRONISED);
        }
    }

    long append(StreamName stream, byte[] payload) throws Exception {
        return store.append(stream, payload, 1, ClockState.SYNCHRONISED);
    }

    static byte[] incompressible(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    void connect() {
        step();
        connection().open();
        step();
    }

    /** Connects and takes the birth off the line. */
    void openConnection() {
        connect();
        connection().answers.add(new Acknowledgement(connection().sent.remove(0).ticket(), Acknowledgement.SUCCESS));
        step();
    }

    void breakConnection() {
        connection().end(ConnectionFailure.unreachable("gone"));
        step();
    }

    /** The connection breaks if it has not yet, and is open again after so long, or as soon after that as the back-off allows. */
    void reconnectAfter(Duration time) {
        breakConnection();
        advance(time);
        long wait = step();
        while (connection().discarded) {
            advance(Duration.ofNanos(wait));
            wait = step();
        }
        openConnection();
    }

    /** Answers everything that is on its way, and lets the runner go on. */
    void answer(int reason) {
        connection().answerAll(reason);
        step();
    }

    /** Answers the one that was handed over first. */
    void answerOne(int reason) {
        connection().answers.add(new Acknowledgement(connection().sent.remove(0).ticket(), reason));
        step();
    }

    void answerOne() {
        answerOne(Acknowledgement.SUCCESS);
    }

    long step() {
        return runner.step(now);
    }

    /** Both clocks. */
    void advance(Duration time) {
        now += time.toNanos();
        wallClock = wallClock.plus(time);
    }

    FakeConnection connection() {
        return connections.get(connections.size() - 1);
    }

    long firstUnsettled() {
        return store.firstUnsettled(CITY, StreamName.DATA);
    }

    /** Sequences of what is on its way, in the order of handing over. */
    List<Long> sentSequences() {
        return connection().sent.stream()
                .map(this::read)
                .map(ProfileBatch::sequence)
                .toList();
    }

    /** The same with H for historical and L for live in front. */
    List<String> sentLanes() {
        return connection().sent.stream().map(this::lane).toList();
    }

    String lane(FakeConnection.Sent one) {
        ProfileBatch batch = read(one);
        return (batch.historical() ? "H" : "L") + batch.sequence();
    }

    ProfileBatch read(FakeConnection.Sent one) {
        EncodedMessage content = one.message().content();
        try {
            return reader.read(content.payload(), content.contentEncoding());
        } catch (ProfileException e) {
            throw new AssertionError(e);
        }
    }

    static StreamName streamOf(FakeConnection.Sent one) {
        String topic = one.message().topic();
        return StreamName.valueOf(topic.substring(topic.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT));
    }
}
