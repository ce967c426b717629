package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Brake;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets the agent's own threads write to standard output and standard error as they like, and each plug-in's only so much: the log lives on a small
 * card, and its keeper cuts off a service that says too much. The logger writes on the thread that logs, so its lines are counted as well. What a
 * plug-in writes beyond that is cut and counted, and the thread that writes it is slowed. Any thread.
 */
final class PluginOutput {
    private static final long BURST_BYTES = 64 << 10;
    private static final long BYTES_A_SECOND = 256;

    private final LongSupplier nanoTime;
    private final Runnable slow;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    /** What one plug-in may write yet. */
    private static final class Allowance {
        private final AtomicLong cut = new AtomicLong();
        private long bytes = BURST_BYTES;
        private long sinceNanos;

        private Allowance(long nowNanos) {
            sinceNanos = nowNanos;
        }

        private synchronized boolean takes(long nowNanos, long wanted) {
            long more = (nowNanos - sinceNanos) / (1_000_000_000 / BYTES_A_SECOND);
            if (more > 0) {
                bytes = Math.min(BURST_BYTES, bytes + more);
                sinceNanos = nowNanos;
            }
            if (wanted > bytes) {
                cut.addAndGet(wanted);
                return false;
            }
            bytes -= wanted;
            return true;
        }
    }

    PluginOutput(LongSupplier nanoTime) {
        this(nanoTime, Brake::pause);
    }

    /** @param slow keeps a thread that writes too much for a moment */
    PluginOutput(LongSupplier nanoTime, Runnable slow) {
        this.nanoTime = nanoTime;
        this.slow = slow;
    }

    /** Goes between the process and its standard output and error, once. */
    void install() {
        System.setOut(new BoundedStream(this, System.out));
        System.setErr(new BoundedStream(this, System.err));
    }

    PrintStream stream(PrintStream to) {
        return new BoundedStream(this, to);
    }

    /** Bytes of a plug-in that were not let through. */
    long cut(String plugin) {
        Allowance allowance = allowances.get(plugin);
        return allowance == null ? 0 : allowance.cut.get();
    }

    /** Whether the calling thread may write so much; one that may not is slowed, and must hold no lock that others need. */
    boolean lets(long bytes) {
        PluginThreads plugin = PluginThreads.of(Thread.currentThread());
        if (plugin == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        boolean lets = allowances
                .computeIfAbsent(plugin.plugin(), unused -> new Allowance(now))
                .takes(now, bytes);
        if (!lets) {
            slow.run();
        }
        return lets;
    }
}
