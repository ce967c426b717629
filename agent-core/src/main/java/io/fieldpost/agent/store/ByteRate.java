package io.fieldpost.agent.store;

/** Bytes per second, smoothed with a time constant of one minute. Guarded by the store's lock. */
final class ByteRate {
    private static final double CONSTANT_NANOS = 60e9;
    private static final long SHORTEST_NANOS = 1_000_000_000;

    private long bytes;
    private long since;
    private boolean started;
    private boolean known;
    private double perNano;

    void add(long more) {
        bytes += more;
    }

    void step(long nowNanos) {
        long elapsed = nowNanos - since;
        if (!started || elapsed >= SHORTEST_NANOS) {
            if (started) {
                double now = (double) bytes / elapsed;
                perNano = known ? perNano + (1 - Math.exp(-elapsed / CONSTANT_NANOS)) * (now - perNano) : now;
                known = true;
            }
            started = true;
            since = nowNanos;
            bytes = 0;
        }
    }

    /** 0 while nothing is known. */
    double bytesPerSecond() {
        return perNano * 1e9;
    }
}
