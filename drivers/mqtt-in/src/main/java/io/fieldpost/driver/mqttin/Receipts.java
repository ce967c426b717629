package io.fieldpost.driver.mqttin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Messages that were taken and are not acknowledged yet, in the order in which they came, which is the order of their acknowledgements
 * (MQTT 3.1.1, 4.6). A message is acknowledged once what it said is kept by the store. One whose values are held back longer, as by a mean
 * over minutes, is acknowledged after {@value #LONGEST_NANOS} ns: a broker sends only so many at once, and must not stand still. Any thread.
 */
final class Receipts {
    private static final long LONGEST_NANOS = 3_000_000_000L;
    /** More than brokers send at once by themselves (mosquitto 20), and few enough to be taken by the store in one go. */
    private static final int MOST = 200;

    private static final long LOOK_MILLIS = 100;

    private final IntConsumer acknowledge;
    private final Deque<Receipt> open = new ArrayDeque<>();
    private boolean ended;

    /** One message. */
    static final class Receipt {
        private final int id;
        private final long nanos;
        private boolean kept;

        private Receipt(int id, long nanos) {
            this.id = id;
            this.nanos = nanos;
        }
    }

    Receipts(IntConsumer acknowledge) {
        this.acknowledge = acknowledge;
    }

    /**
     * Begins one; waits while too many are open.
     *
     * @param id of the message
     */
    synchronized Receipt begin(int id, long nowNanos) throws InterruptedException {
        while (open.size() >= MOST && !ended) {
            wait(LOOK_MILLIS);
        }
        Receipt receipt = new Receipt(id, nowNanos);
        open.add(receipt);
        return receipt;
    }

    /** What the message said is kept. */
    synchronized void kept(Receipt receipt, long nowNanos) {
        receipt.kept = true;
        step(nowNanos);
    }

    /** Acknowledges what is due. */
    synchronized void step(long nowNanos) {
        Receipt first = open.peek();
        while (first != null && !ended && (first.kept || nowNanos - first.nanos > LONGEST_NANOS)) {
            open.remove();
            acknowledge.accept(first.id);
            first = open.peek();
        }
        notifyAll();
    }

    /** Nothing is acknowledged any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }
}
