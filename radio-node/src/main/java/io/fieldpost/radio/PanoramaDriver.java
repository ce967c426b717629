package io.fieldpost.radio;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.StreamingDriver;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.node.PanoramaNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One receiver that measures spectra by itself, and its missions. Points are those of {@link RadioDriver}, as far as they come of spectra.
 *
 * <p>Threads: the runner's for {@link #open}, {@link #start}, {@link #operate} and {@link #close}; the receiver's own reads; one named after the
 * source takes rows and hands on results.
 */
final class PanoramaDriver implements StreamingDriver, Operable {
    private final PanoramaNode node;
    private final DriverContext context;
    private @Nullable NodeThread thread;

    PanoramaDriver(PanoramaNode node, DriverContext context) {
        this.node = node;
        this.context = context;
    }

    @Override
    public void open() throws DriverException {
        node.open();
    }

    /**
     * Begins to work.
     *
     * @param points empty for everything; or points whose addresses are names such as {@code fm} or {@code fm/emission}, and then those alone are
     *     handed on
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
        node.close();
    }
}
