package io.fieldpost.radio;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.node.ReceiverNode;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.settings.RadioSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One receiver of samples and its missions. Announces points named after missions: traces as {@code SERIES}, what happened as {@code EVENT},
 * what was measured as {@code RECORD}.
 *
 * <p>Threads: the runner's for {@link #open}, {@link #start}, {@link #operate} and {@link #close}; the receiver's own reads; one named after the
 * source computes and hands on results; one waits for the card. Intervals are measured by a monotonic clock, so that setting the
 * gateway's clock neither fakes a loss nor holds a scan; results are stamped by the context's clock.
 */
final class RadioDriver implements StreamingDriver, Operable {
    private final ReceiverNode node;
    private final DriverContext context;
    private final Receiver receiver;
    private @Nullable NodeThread thread;

    RadioDriver(RadioSettings settings, DriverContext context, Receiver receiver, LongSupplier nanoTime) {
        this.context = context;
        this.receiver = receiver;
        node = new ReceiverNode(settings, context, receiver, nanoTime);
    }

    @Override
    public void open() throws DriverException {
        node.open();
    }

    /**
     * Begins to work.
     *
     * @param points empty for everything; or points whose addresses are names such as {@code fm} or {@code fm/max}, and then those alone are handed
     *     on
     */
    @Override
    public void start(List<Point> points, Consumer<Measurement> sink) throws DriverException {
        thread = NodeThread.start(context.source(), node.start(points, sink));
    }

    @Override
    public Value.Record operate(String operation, Value.Record arguments) throws DriverException {
        if (thread == null) {
            throw new DriverException(Reason.UNREACHABLE, "the receiver has not begun yet");
        }
        return node.operate(operation, arguments);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.stop();
        }
        receiver.close();
    }
}
