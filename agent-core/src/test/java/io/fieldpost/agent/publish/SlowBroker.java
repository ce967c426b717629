package io.fieldpost.agent.publish;

import java.time.Duration;

/** Acknowledges so many messages a second, one after the other, in the order in which they came: a link of that width. */
final class SlowBroker {
    private static final Duration TICK = Duration.ofMillis(10);

    private final PublishBench<?> bench;
    private final long nanosEach;
    private long busyUntil;

    SlowBroker(PublishBench<?> bench, int perSecond) {
        this.bench = bench;
        this.nanosEach = PublishBench.SECOND / perSecond;
        this.busyUntil = bench.now;
    }

    void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= TICK.toNanos()) {
            boolean idle = bench.connection().sent.isEmpty();
            bench.advance(TICK);
            bench.step();
            if (idle) {
                busyUntil = bench.now + nanosEach;
            } else if (bench.now - busyUntil >= 0) {
                busyUntil += nanosEach;
                bench.answerOne();
            }
        }
    }
}
