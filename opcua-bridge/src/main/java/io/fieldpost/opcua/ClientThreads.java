package io.fieldpost.opcua;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;

/**
 * The four threads of one connection, in place of Milo's shared pools, which are unbounded and never end: one for the network, two for
 * Milo's work, one for its time-outs. Two, because Milo blocks one of them while it asks for a lost notification again, and the
 * answer needs another.
 */
final class ClientThreads implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final long WHEEL_TICK_MILLIS = 50;
    private static final long CLOSE_MILLIS = 500;

    private final EventLoopGroup network;
    private final ScheduledThreadPoolExecutor workers;
    private final HashedWheelTimer timeouts;

    ClientThreads(String source) {
        network = new NioEventLoopGroup(1, named("opcua-" + source + "-network"));
        workers = new ScheduledThreadPoolExecutor(WORKERS, named("opcua-" + source + "-worker"));
        workers.setRemoveOnCancelPolicy(true);
        // What Milo still wants to do while everything is being closed is not wanted any more.
        workers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timeouts =
                new HashedWheelTimer(named("opcua-" + source + "-timeout"), WHEEL_TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A transport that runs on these threads and gives up connecting after {@code timeout}. */
    OpcTcpClientTransport transport(Duration timeout) {
        UInteger millis = UInteger.valueOf(timeout.toMillis());
        return new SequenceGuard(OpcTcpClientTransportConfig.newBuilder()
                .setConnectTimeout(millis)
                .setAcknowledgeTimeout(millis)
                .setEventLoop(network)
                .setExecutor(workers)
                .setScheduledExecutor(workers)
                .setWheelTimer(timeouts)
                .build());
    }

    /** Runs a short task again and again until these threads are closed. */
    void every(Duration period, Runnable task) {
        long nanos = period.toNanos();
        workers.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /** Ends all threads and with them every socket; waits a bounded time for it. */
    @Override
    public void close() {
        timeouts.stop();
        network.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        try {
            network.terminationFuture().await(CLOSE_MILLIS);
            workers.shutdownNow();
            workers.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
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
