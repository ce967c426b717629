package io.fieldpost.agent.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** A daemon thread named {@code source-NAME}, made at the first call. A thread that hangs is left behind, a few of them at most. */
public final class SourceThread implements DriverCalls {
    private final String name;
    private final Runnable whenDone;
    private final int mostAbandoned;
    private final BiFunction<Runnable, String, Thread> threads;
    private final List<ExecutorService> abandoned = new ArrayList<>();
    private ExecutorService executor;

    /**
     * Makes no thread yet.
     *
     * @param source the source's name
     * @param whenDone run on the thread after each call: wakes whoever steps the runner
     * @param mostAbandoned how many threads may be left behind at once
     */
    public SourceThread(String source, Runnable whenDone, int mostAbandoned) {
        this(source, whenDone, mostAbandoned, (work, name) -> new DriverThread(null, work, name));
    }

    /**
     * The same on other threads.
     *
     * @param threads makes a daemon thread of some work and a name
     */
    public SourceThread(
            String source, Runnable whenDone, int mostAbandoned, BiFunction<Runnable, String, Thread> threads) {
        this.threads = threads;
        this.name = "source-" + source;
        this.whenDone = whenDone;
        this.mostAbandoned = mostAbandoned;
        this.executor = oneThread();
    }

    @Override
    public synchronized <T> PendingCall<T> begin(Callable<T> work) {
        PendingCall<T> call = new PendingCall<>(work, whenDone);
        executor.execute(call);
        return call;
    }

    @Override
    public synchronized boolean abandon(Runnable last) {
        if (abandoned() >= mostAbandoned) {
            return false;
        }
        executor.execute(last);
        executor.shutdown();
        abandoned.add(executor);
        executor = oneThread();
        return true;
    }

    @Override
    public synchronized int abandoned() {
        abandoned.removeIf(ExecutorService::isTerminated);
        return abandoned.size();
    }

    @Override
    public synchronized void close() {
        executor.shutdown();
    }

    private ExecutorService oneThread() {
        // The runner begins one call at a time, and one close behind a call that hangs: the queue never holds more than
        // that.
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> threads.apply(task, name));
    }
}
