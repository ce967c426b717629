package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.PlayedReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node on a played receiver, turned by hand: time passes with samples. */
final class NodeRun implements DriverContext, AutoCloseable {
    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final PlayedReceiver receiver;
    private final Path directory;
    private final ReceiverNode node;
    private final ReceiverLoop loop;
    final List<Measurement> received = new CopyOnWriteArrayList<>();
    final List<Remark> remarks = new CopyOnWriteArrayList<>();
    final List<DriverException> lost = new CopyOnWriteArrayList<>();

    NodeRun(RadioSettings settings, PlayedReceiver receiver, Path directory) throws DriverException {
        this.receiver = receiver;
        this.directory = directory;
        node = new ReceiverNode(settings, this, receiver, receiver::nanos);
        node.open();
        loop = node.start(List.of(), received::add);
    }

    ReceiverNode node() {
        return node;
    }

    /** Lets so much signal pass. */
    void pass(Duration time) throws DriverException, InterruptedException {
        for (long end = receiver.nanos() + time.toNanos(); receiver.nanos() < end; ) {
            loop.step();
        }
    }

    Instant now() {
        return START.plusNanos(receiver.nanos());
    }

    /** What came as one point. */
    List<Measurement> of(String point) {
        List<Measurement> found = new ArrayList<>();
        for (Measurement measurement : received) {
            if (measurement.point().name().equals(point)) {
                found.add(measurement);
            }
        }
        return found;
    }

    static String text(Measurement measurement, String field) {
        Value value = ((Value.Record) measurement.value()).fields().get(field);
        return value instanceof Value.Text text ? text.value() : String.valueOf(value);
    }

    static long whole(Measurement measurement, String field) {
        return ((Value.Int) ((Value.Record) measurement.value()).fields().get(field)).value();
    }

    @Override
    public String source() {
        return "receiver-1";
    }

    @Override
    public String gateway() {
        return "rn-1";
    }

    @Override
    public InstantSource clock() {
        return this::now;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Path protocolDirectory() {
        return directory;
    }

    @Override
    public void remark(Remark remark) {
        remarks.add(remark);
    }

    @Override
    public void connectionLost(DriverException cause) {
        lost.add(cause);
    }

    @Override
    public void close() {
        loop.end();
    }
}
