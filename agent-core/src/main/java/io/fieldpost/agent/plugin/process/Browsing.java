package io.fieldpost.agent.plugin.process;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.FoundPoint;
import io.fieldpost.driver.UncheckedDriverException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a child finds while it browses, asked for as it is read: first one, then twice as many at each time, so that who stops early costs little. */
final class Browsing extends AbstractSpliterator<FoundPoint> {
    private static final int MOST = 64;

    private final ConnectedDriver driver;
    private final Queue<FoundPoint> found = new ArrayDeque<>();
    private int next = 1;
    private boolean all;

    Browsing(ConnectedDriver driver) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.driver = driver;
    }

    Stream<FoundPoint> stream() {
        return StreamSupport.stream(this, false).onClose(driver::endBrowsing);
    }

    @Override
    public boolean tryAdvance(Consumer<? super FoundPoint> action) {
        if (found.isEmpty() && !all) {
            ask();
        }
        FoundPoint point = found.poll();
        if (point == null) {
            return false;
        }
        action.accept(point);
        return true;
    }

    private void ask() {
        try {
            List<FoundPoint> more = driver.further(next);
            all = more.size() < next;
            found.addAll(more);
            next = Math.min(MOST, 2 * next);
        } catch (DriverException e) {
            throw new UncheckedDriverException(e);
        }
    }
}
