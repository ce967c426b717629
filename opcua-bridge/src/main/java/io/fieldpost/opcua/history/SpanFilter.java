package io.fieldpost.opcua.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Picks from a point's history, read in order, the values behind one mark and before another: those that an interruption kept from the
 * gateway, and none of those that it has.
 *
 * <p>Guaranteed for a history that holds both marks and is in order of time: each value between them comes out once, also where several
 * share a source time with a mark. Of a history that does not hold what a mark names, as many values as are known at its time are left
 * out at the beginning, and all of them at the end: rather none than twice.
 *
 * <p>Lives for one reading; {@link #progress} is where the next one goes on. One thread.
 *
 * @param <V> a value of the history
 */
final class SpanFilter<V> {
    /** A source whose time stands still has all its values at one; then there is no telling. */
    static final int MOST_AT_ONE_TIME = 1_000;

    private final Mark from;
    private final Mark to;
    private final Consumer<V> missing;
    private final List<V> atStart = new ArrayList<>();
    private final List<Integer> printsAtStart = new ArrayList<>();
    private final List<V> atEnd = new ArrayList<>();
    private Mark progress;
    private boolean begun;
    private boolean reached;
    private boolean standsStill;

    /**
     * Begins before the first value.
     *
     * @param from behind the last value that the gateway has; its time is not after that of {@code to}
     * @param to at the first value after the gap
     * @param missing gets what was missing, in order
     */
    SpanFilter(Mark from, Mark to, Consumer<V> missing) {
        this.from = from;
        this.to = to;
        this.missing = missing;
        this.progress = from;
    }

    /** Looks at the next value of the history. */
    void take(long time, int print, V value) {
        if (reached) {
            return;
        }
        if (from.isAt(time, print)) {
            keepAtStart(print, value);
        } else if (time > from.time()) {
            begin(true);
            takeBehindTheStart(time, print, value);
        }
    }

    private void takeBehindTheStart(long time, int print, V value) {
        if (to.isAt(time, print)) {
            if (print == to.print()) {
                atEnd.forEach(missing);
                reached = true;
            } else if (atEnd.size() < MOST_AT_ONE_TIME) {
                atEnd.add(value);
            } else {
                standsStill = true;
            }
        } else if (time > to.time()) {
            reached = true;
        } else {
            missing.accept(value);
            progress = new Mark(time, time == progress.time() ? progress.count() + 1 : 1, print);
        }
    }

    /** There is no further value in the span now; an archive that lags may have more later. */
    void end() {
        begin(false);
    }

    /** Whether the history goes as far as the first value after the gap: nothing more can be missing. */
    boolean reached() {
        return reached;
    }

    /** Whether too many values share one source time. */
    boolean standsStill() {
        return standsStill;
    }

    /** Behind the last value that came out, or that is known by now. */
    Mark progress() {
        return progress;
    }

    private void keepAtStart(int print, V value) {
        if (atStart.size() < MOST_AT_ONE_TIME) {
            atStart.add(value);
            printsAtStart.add(print);
        } else {
            standsStill = true;
        }
    }

    /**
     * All values at the first mark's time have been seen, so far as they are there.
     *
     * @param passed whether the history goes on behind that time: then there will not be more of them
     */
    private void begin(boolean passed) {
        if (begun || standsStill) {
            return;
        }
        begun = true;
        int start = firstUnknown(passed);
        if (from.time() == to.time()) {
            int end = indexOf(to.print(), start);
            reached = end < atStart.size();
            deliver(start, reached ? end : start);
            return;
        }
        deliver(start, atStart.size());
        if (passed && !atStart.isEmpty()) {
            // The next page need not begin with them again, and may be filled by them.
            progress = Mark.before(from.time() + 1);
        } else if (start < atStart.size()) {
            // An archive that lags may not hold the known value yet: then its print is what to look for the next time.
            progress = new Mark(from.time(), atStart.size(), printsAtStart.get(printsAtStart.size() - 1));
        }
    }

    private void deliver(int start, int end) {
        for (int i = start; i < end; i++) {
            missing.accept(atStart.get(i));
        }
    }

    private int firstUnknown(boolean passed) {
        if (from.count() == 0) {
            return 0;
        }
        int known = from.isAfterAll() ? atStart.size() : indexOf(from.print(), from.count() - 1);
        if (known < atStart.size()) {
            return known + 1;
        }
        return passed ? Math.min(atStart.size(), from.count()) : atStart.size();
    }

    /** The first value like this, not before an index; the number of values when there is none. */
    private int indexOf(int print, int notBefore) {
        for (int i = notBefore; i < atStart.size(); i++) {
            if (printsAtStart.get(i) == print) {
                return i;
            }
        }
        return atStart.size();
    }
}
