package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Measurement;
import java.util.function.Consumer;

/**
 * Sends what a streaming driver hands over. When the agent does not keep up, it waits, and with it the driver. Any thread; never throws.
 */
final class ChildSink implements Consumer<Measurement> {
    private final ChildContext context;
    private final FrameWriter writer;
    private final SentPoints points = new SentPoints();
    private final MeasurementFields fields = new MeasurementFields();
    private boolean closed;

    ChildSink(ChildContext context, FrameWriter writer) {
        this.context = context;
        this.writer = writer;
    }

    /** The order in which several threads come is the order in which the agent gets them. */
    @Override
    public synchronized void accept(Measurement measurement) {
        if (closed) {
            return;
        }
        try {
            writer.put(ToAgent.MEASURED, sink -> {
                points.write(sink, measurement.point());
                fields.write(sink, measurement);
            });
        } catch (RuntimeException e) {
            // The agent may lack a point of this one, so nothing after it could be read.
            closed = true;
            context.connectionLost(new DriverException(
                    Reason.PROTOCOL, "the driver handed over what can't be sent to the agent: " + e));
        }
    }

    /** Nothing goes out any more. */
    synchronized void close() {
        closed = true;
    }
}
