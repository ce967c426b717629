package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSource;
import io.fieldpost.agent.record.DamagedBatchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.tinylog.Logger;

/**
 * A child's end: reads what the agent asks, has it done by the driver's thread, and sends the answers. Ends when the agent has closed the driver, is
 * gone, or sends what can't be read; the driver is then closed, unless it does not let go of its thread.
 */
final class ChildSession {
    /** How long a driver may take to close once the agent is gone. */
    private static final long ORPHAN_MILLIS = 3000;

    private final FrameReader frames;
    private final FrameWriter writer;
    private final ChildContext context;
    private final ChildDriver driver;
    private final CallThread thread;

    ChildSession(InputStream in, OutputStream out) {
        frames = new FrameReader(in);
        writer = new FrameWriter(out, "child-to-agent");
        context = new ChildContext(writer);
        driver = new ChildDriver(context, writer);
        thread = new CallThread(writer);
    }

    ChildContext context() {
        return context;
    }

    /** Works until the end, on the thread that calls it. */
    void run() throws IOException {
        try {
            writer.put(ToAgent.HELLO, sink -> sink.varint(ToAgent.VERSION));
            for (ByteSource frame = frames.next(); frame != null; frame = frames.next()) {
                hear(frame);
            }
        } catch (DamagedBatchException e) {
            Logger.error("the agent sent what can't be read: {}", e.getMessage());
        } finally {
            context.end();
            thread.end(driver::closeAnyway, ORPHAN_MILLIS);
            writer.close();
        }
    }

    private void hear(ByteSource frame) throws DamagedBatchException {
        ToChild kind = ToChild.of(frame);
        long number = frame.varint();
        switch (kind) {
            case INTERRUPT -> thread.interrupt(number);
            case KEPT -> context.kept(number);
            case ANSWER -> context.answered(number, frame);
            default -> thread.begin(number, driver.call(kind, frame));
        }
    }
}
