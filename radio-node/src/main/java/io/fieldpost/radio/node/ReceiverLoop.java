package io.fieldpost.radio.node;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.radio.receiver.Receiver;
import io.fieldpost.radio.receiver.SampleBlock;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The body of the computing thread: blocks in, results out, until it is interrupted or the receiver is lost. What others want of the node is
 * done between two blocks.
 */
public final class ReceiverLoop implements Runnable {
    /** Samples come every few milliseconds; rtl_tcp's slowest rate fills a transfer in 0.6 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What is done with blocks before missions begin. */
    @FunctionalInterface
    interface Prelude {
        /** Takes a block; gives whether it was the last one that it needs. */
        boolean step(SampleBlock block) throws DriverException;
    }

    private final Receiver receiver;
    private final RadioNode node;
    private final DriverContext context;
    private final ConcurrentLinkedQueue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final Runnable atEnd;
    private @Nullable Prelude prelude;

    /** @param atEnd run by this thread when it has ended, for whatever reason */
    public ReceiverLoop(Receiver receiver, RadioNode node, DriverContext context, Runnable atEnd) {
        this.receiver = receiver;
        this.node = node;
        this.context = context;
        this.atEnd = atEnd;
    }

    /** Has something done with the node by this thread. Any thread. */
    public void request(Runnable what) {
        requests.add(what);
    }

    /** Has something done before the missions. To be said before it runs. */
    void first(Prelude what) {
        prelude = what;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DriverException e) {
            context.connectionLost(e);
        } catch (RuntimeException e) {
            // A fault of ours in one scan must not look like a silent band.
            context.connectionLost(new DriverException(Reason.PROTOCOL, "a mission failed, " + e, e));
        } finally {
            end();
        }
    }

    /** Closes what the missions have open. */
    void end() {
        node.end();
        atEnd.run();
    }

    /** Takes one block through. */
    void step() throws DriverException, InterruptedException {
        for (Runnable request = requests.poll(); request != null; request = requests.poll()) {
            request.run();
        }
        SampleBlock block = receiver.take(PATIENCE);
        if (block == null) {
            throw new DriverException(
                    Reason.UNREACHABLE,
                    "the recording has ended after " + receiver.counters().samples() + " samples");
        }
        try {
            if (prelude == null) {
                node.step(block, context.clock().instant());
            } else if (prelude.step(block)) {
                prelude = null;
            }
        } finally {
            receiver.release(block);
        }
    }
}
