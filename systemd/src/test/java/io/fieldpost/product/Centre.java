package io.fieldpost.product;

import io.fieldpost.agent.centre.CentreBooks;
import io.fieldpost.agent.centre.CentreReceiver;
import io.fieldpost.agent.centre.CentreSnapshot;
import io.fieldpost.agent.centre.StreamFigures;
import io.fieldpost.agent.publish.BrokerAccess;
import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.driver.Measurement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The monitoring centre: counts what it receives, and keeps every record that is new. */
final class Centre implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration SESSION = Duration.ofHours(1);

    private final List<ProfileBatch> batches = new ArrayList<>();
    private final Map<String, Long> valuesOfSource = new HashMap<>();
    private final CentreReceiver receiver;

    private Centre(BrokerAccess access) {
        receiver = CentreReceiver.start(
                access, "centre", SESSION, new CentreBooks(InstantSource.system(), this::received));
    }

    /** Subscribes with a session that the broker keeps, and waits until it has. */
    static Centre at(BrokerAccess access) throws InterruptedException {
        Centre centre = new Centre(access);
        centre.await("subscribed", CentreReceiver::subscribed);
        return centre;
    }

    /** Waits, bounded, until the figures are as wanted, and returns them. */
    CentreSnapshot awaitFigures(String what, Predicate<CentreSnapshot> wanted) throws InterruptedException {
        await(what, seen -> wanted.test(seen.snapshot(System.nanoTime())));
        return figures();
    }

    /** Waits, bounded, for so many values of a source more than there are now. */
    void awaitMore(String source, int values) throws InterruptedException {
        long before = count(source);
        await(values + " more values of " + source, seen -> count(source) >= before + values);
    }

    CentreSnapshot figures() {
        return receiver.snapshot(System.nanoTime());
    }

    /** Epochs of all streams, which are those of the stores. */
    Set<String> epochs() {
        Set<String> epochs = new TreeSet<>();
        for (StreamFigures stream : figures().streams()) {
            epochs.add(stream.key().epoch());
        }
        return epochs;
    }

    /** What came of each point of a source, in the order of the gateway's numbers. */
    Map<String, List<Measurement>> histories(String source) {
        Map<String, List<Measurement>> histories = new HashMap<>();
        for (ProfileBatch batch : inOrder()) {
            for (Measurement measurement : batch.measurements()) {
                if (measurement.point().source().equals(source)) {
                    histories
                            .computeIfAbsent(measurement.point().name(), name -> new ArrayList<>())
                            .add(measurement);
                }
            }
        }
        return histories;
    }

    private List<ProfileBatch> inOrder() {
        synchronized (batches) {
            return batches.stream()
                    .sorted(Comparator.comparing(ProfileBatch::stream).thenComparing(ProfileBatch::sequence))
                    .toList();
        }
    }

    private long count(String source) {
        synchronized (batches) {
            return valuesOfSource.getOrDefault(source, 0L);
        }
    }

    private void received(ProfileBatch batch) {
        synchronized (batches) {
            batches.add(batch);
            for (Measurement measurement : batch.measurements()) {
                valuesOfSource.merge(measurement.point().source(), 1L, Long::sum);
            }
            batches.notifyAll();
        }
    }

    private void await(String what, Predicate<CentreReceiver> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(receiver)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not within " + PATIENCE + ": " + what + "; the centre has " + figures());
            }
            synchronized (batches) {
                batches.wait(Math.min(left, 50));
            }
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
