package io.fieldpost.agent.plugin.process;

import io.fieldpost.agent.record.ByteSink;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread in a child that calls the driver. Its methods are called by the thread that hears the agent. */
final class CallThread {
    private final FrameWriter writer;
    private final ExecutorService executor;
    private Thread thread = Thread.currentThread();
    private long current = -1;
    private long interrupted = -1;

    CallThread(FrameWriter writer) {
        this.writer = writer;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "driver");
            made.setDaemon(true);
            return made;
        });
    }

    /** Has a call made once those before are done, and its answer sent: what it gives back writes it. */
    void begin(long number, Callable<Consumer<ByteSink>> call) {
        executor.execute(() -> make(number, call));
    }

    private void make(long number, Callable<Consumer<ByteSink>> call) {
        Consumer<ByteSink> answer;
        arrive(number);
        try {
            answer = call.call();
        } catch (Throwable t) {
            leave();
            fail(number, t);
            return;
        }
        leave();
        try {
            writer.put(ToAgent.DONE, sink -> {
                sink.varint(number);
                answer.accept(sink);
            });
        } catch (RuntimeException e) {
            fail(number, e);
        }
    }

    private void fail(long number, Throwable thrown) {
        writer.put(ToAgent.FAILED, sink -> {
            sink.varint(number);
            Thrown.write(sink, thrown);
        });
    }

    private synchronized void arrive(long number) {
        thread = Thread.currentThread();
        current = number;
        if (interrupted == number) {
            thread.interrupt();
        }
    }

    private synchronized void leave() {
        current = -1;
        Thread.interrupted();
    }

    /** Interrupts a call, now or as soon as it begins; nothing else. */
    synchronized void interrupt(long number) {
        interrupted = number;
        if (current == number) {
            thread.interrupt();
        }
    }

    /** Interrupts what is being done, does one thing more, and waits for that at most so long. */
    void end(Runnable last, long millis) {
        synchronized (this) {
            if (current >= 0) {
                thread.interrupt();
            }
        }
        executor.execute(last);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(millis, TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
