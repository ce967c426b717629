package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames from a thread of its own, so that nobody else waits in the system for a peer that does not read: such a wait can't be interrupted.
 * What comes while it writes goes out together. Any thread.
 */
final class FrameWriter {
    private static final int MOST_PENDING = 1 << 20;
    private static final int KEPT_BYTES = 256 << 10;
    private static final int FIRST_BYTES = 1 << 12;

    private final OutputStream out;
    private final Thread thread;
    private ByteSink pending = new ByteSink(FIRST_BYTES);
    private ByteSink spare = new ByteSink(FIRST_BYTES);
    private boolean closed;
    private boolean writing;

    /**
     * Begins.
     *
     * @param name of its thread, a daemon
     */
    FrameWriter(OutputStream out, String name) {
        this.out = out;
        thread = new PipeThread(name, this::run);
        thread.start();
    }

    /**
     * Takes a frame; nothing more is taken once the peer is gone, and nobody is told: the end of what it sends tells.
     *
     * @param kind its first byte
     * @param body writes the rest
     * @return false when about a megabyte waits for the peer already; nothing is taken then
     * @throws IllegalArgumentException when it is larger than {@link FrameReader#MOST_BYTES}; nothing is taken then
     */
    synchronized boolean offer(Enum<?> kind, Consumer<ByteSink> body) {
        if (closed) {
            return true;
        }
        if (pending.size() > MOST_PENDING) {
            return false;
        }
        int begin = pending.size();
        boolean whole = false;
        try {
            pending.i32(0);
            pending.u8(kind.ordinal());
            body.accept(pending);
            int length = pending.size() - begin - Integer.BYTES;
            if (length > FrameReader.MOST_BYTES) {
                throw new IllegalArgumentException("it takes " + length + " bytes, and " + FrameReader.MOST_BYTES
                        + " at most go from one process to the other");
            }
            pending.setI32(begin, length);
            whole = true;
        } finally {
            if (!whole) {
                pending.cutTo(begin);
            }
        }
        notifyAll();
        return true;
    }

    /** The same, but waits for the peer where {@link #offer} refuses. An interrupt does not end the wait, and is kept. */
    synchronized void put(Enum<?> kind, Consumer<ByteSink> body) {
        boolean interrupted = false;
        while (!offer(kind, body)) {
            interrupted |= waitInterrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all that was taken is written, or can't be. */
    synchronized void flush() {
        while (!closed && (writing || pending.size() > 0)) {
            if (waitInterrupted()) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes nothing more; the thread ends as soon as its last write does. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    Thread thread() {
        return thread;
    }

    private void run() {
        try (out) {
            for (ByteSink next = take(); next != null; next = take()) {
                next.writeTo(out);
                out.flush();
                give(next);
            }
        } catch (IOException e) {
            // The peer is gone.
        } finally {
            close();
        }
    }

    private synchronized @Nullable ByteSink take() {
        while (pending.size() == 0) {
            if (closed) {
                return null;
            }
            waitInterrupted();
        }
        if (closed) {
            return null;
        }
        ByteSink taken = pending;
        pending = spare;
        writing = true;
        notifyAll();
        return taken;
    }

    private synchronized void give(ByteSink written) {
        writing = false;
        spare = written.size() > KEPT_BYTES ? new ByteSink(FIRST_BYTES) : written;
        spare.clear();
        notifyAll();
    }

    private boolean waitInterrupted() {
        try {
            wait();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
