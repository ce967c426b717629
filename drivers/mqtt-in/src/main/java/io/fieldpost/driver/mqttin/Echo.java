package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Value;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a device says of a point after it was told to change it: a broker's yes means only that the broker has the command. Any thread. */
final class Echo {
    private @Nullable String point;
    private @Nullable Value said;

    /** From now on, what is said of this point counts. */
    synchronized void expect(String name) {
        point = name;
        said = null;
    }

    synchronized void hear(String name, Value value) {
        if (name.equals(point)) {
            said = value;
            notifyAll();
        }
    }

    /**
     * Waits until the point has a value, or so long.
     *
     * @return what was said last; null for nothing
     */
    synchronized @Nullable Value await(Value wanted, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        while (!wanted.equals(said)) {
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                break;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return said;
    }
}
