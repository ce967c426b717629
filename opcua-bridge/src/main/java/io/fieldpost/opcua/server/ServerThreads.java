package io.fieldpost.opcua.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one server, in place of Milo's shared pools, which are unbounded and never end: one for the network, three for
 * requests, one for time-outs and publishing.
 */
final class ServerThreads implements AutoCloseable {
    private static final int WORKERS = 3;
    /** What waits for a worker. Beyond that the network thread works itself, and so takes no more from any client. */
    private static final int WAITING = 1000;

    private static final long CLOSE_MILLIS = 400;

    final EventLoopGroup network = new NioEventLoopGroup(1, named("server-opcua-network"));
    final ExecutorService workers = new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING),
            named("server-opcua-worker"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    final ScheduledExecutorService timers = timers();

    private static ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, named("server-opcua-timer"));
        timers.setRemoveOnCancelPolicy(true);
        // What Milo still wants to do while everything is being closed is not wanted any more.
        timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timers;
    }

    /** Ends all threads and with them every connection; waits a bounded time for it. */
    @Override
    public void close() {
        timers.shutdownNow();
        workers.shutdownNow();
        network.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            network.terminationFuture().await(CLOSE_MILLIS);
            workers.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
