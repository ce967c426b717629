package io.fieldpost.opcua;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.tinylog.Logger;

/**
 * The five threads of one connection, in place of Milo's shared pools, which are unbounded and never end: one for the network, two for
 * Milo's work, one for its time-outs, and one for what we ask of the server and wait for. Two for Milo, because it blocks one of them
 * while it asks for a lost notification again, and the answer needs another; ours apart, because a wait on Milo's would be for a
 * thread that is the waiting one (Milo issue 1300).
 */
final class ClientThreads implements AutoCloseable {
    private static final int WORKERS = 2;
    /** Fine enough for time-outs of seconds; each tick wakes a thread. */
    private static final long WHEEL_TICK_MILLIS = 200;

    private static final long CLOSE_MILLIS = 500;

    /**
     * A page that is never given back. Netty lets go of a chunk of memory in which nothing is used, and each message would ask the
     * system for a new one.
     */
    private static final ByteBuf KEPT = PooledByteBufAllocator.DEFAULT.directBuffer(8_192);

    private final EventLoopGroup network;
    private final ScheduledThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor asking;
    private final HashedWheelTimer timeouts;

    ClientThreads(String source) {
        network = new NioEventLoopGroup(1, named("opcua-" + source + "-network"));
        workers = pool(WORKERS, "opcua-" + source + "-worker");
        asking = pool(1, "opcua-" + source + "-asking");
        timeouts =
                new HashedWheelTimer(named("opcua-" + source + "-timeout"), WHEEL_TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor pool(int size, String name) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(size, named(name));
        pool.setRemoveOnCancelPolicy(true);
        // What is still to be done while everything is being closed is not wanted any more.
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    /** What makes a transport run on these threads and give up connecting after {@code timeout}. */
    OpcTcpClientTransportConfig transport(Duration timeout) {
        UInteger millis = UInteger.valueOf(timeout.toMillis());
        return OpcTcpClientTransportConfig.newBuilder()
                .setConnectTimeout(millis)
                .setAcknowledgeTimeout(millis)
                .setEventLoop(network)
                .setExecutor(workers)
                .setScheduledExecutor(workers)
                .setWheelTimer(timeouts)
                .build();
    }

    /** Runs a short task that never waits, again and again until these threads are closed. */
    void every(Duration period, Runnable task) {
        repeat(workers, period, task);
    }

    /** Runs a task that may wait for the server, one such task at a time. */
    void ask(Runnable task) {
        asking.execute(contained(task));
    }

    /** Runs a task that may wait for the server, once after a while. */
    void askAfter(Duration wait, Runnable task) {
        asking.schedule(contained(task), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs a task that may wait for the server, again and again until these threads are closed. */
    void askEvery(Duration period, Runnable task) {
        repeat(asking, period, task);
    }

    /** Where tasks run that may wait for the server. */
    Executor asking() {
        return this::ask;
    }

    private static void repeat(ScheduledThreadPoolExecutor threads, Duration period, Runnable task) {
        long nanos = period.toNanos();
        threads.scheduleWithFixedDelay(contained(task), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** A mistake of ours in one task must not end the next without a word. */
    private static Runnable contained(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
                Logger.error(e, "a mistake of the agent's own; please report this");
            }
        };
    }

    /** Ends all threads and with them every socket; waits a bounded time for it. */
    @Override
    public void close() {
        timeouts.stop();
        network.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            network.terminationFuture().await(CLOSE_MILLIS);
            asking.shutdownNow();
            workers.shutdownNow();
            asking.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            workers.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            asking.shutdownNow();
            workers.shutdownNow();
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
