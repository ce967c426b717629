package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Pushes numbers in their order from a thread of its own, as fast as it can: so many as its note says, or until it is closed. */
final class AbleStream implements StreamingDriver {
    private final long numbers;
    private final DriverContext context;
    private final AtomicLong handedOver = new AtomicLong();
    private volatile boolean closed;

    AbleStream(AbleFactory.Settings settings, DriverContext context) {
        this.numbers = Long.parseLong(settings.note());
        this.context = context;
    }

    @Override
    public void open() {}

    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) {
        Thread thread = new Thread(() -> push(points, sink), "flood");
        thread.setDaemon(true);
        thread.start();
    }

    private void push(List<Point> points, Consumer<Measurement> sink) {
        while (!closed && handedOver.get() < numbers) {
            long next = handedOver.get();
            Point point = points.get((int) (next % points.size()));
            sink.accept(
                    Measurement.good(point, new Value.Int(next), context.clock().instant()));
            handedOver.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
