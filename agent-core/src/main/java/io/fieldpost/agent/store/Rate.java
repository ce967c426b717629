package io.fieldpost.agent.store;

/** How many of something a second, smoothed with a time constant of one minute. Guarded by the store's lock. */
final class Rate {
    private static final double CONSTANT_NANOS = 60e9;
    private static final long SHORTEST_NANOS = 1_000_000_000;

    private long total;
    private long before;
    private long since;
    private boolean started;
    private boolean known;
    private double perNano;

    /** So many more. */
    void add(long more) {
        total += more;
    }

    /** So many in all. */
    void set(long all) {
        total = all;
    }

    void step(long nowNanos) {
        long elapsed = nowNanos - since;
        if (!started || elapsed >= SHORTEST_NANOS) {
            if (started) {
                double now = (double) (total - before) / elapsed;
                perNano = known ? perNano + (1 - Math.exp(-elapsed / CONSTANT_NANOS)) * (now - perNano) : now;
                known = true;
            }
            started = true;
            since = nowNanos;
            before = total;
        }
    }

    /** 0 while nothing is known. */
    double perSecond() {
        return perNano * 1e9;
    }
}
