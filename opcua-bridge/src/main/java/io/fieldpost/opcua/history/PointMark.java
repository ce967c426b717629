package io.fieldpost.opcua.history;

import io.fieldpost.driver.Point;
import io.fieldpost.opcua.value.Reading;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the gateway has the values of one point, and which spans before it does not. What a subscription delivers is told here,
 * value by value; nothing is allocated unless a gap begins.
 *
 * <p>All times are the source's. It may set its clock: a value before the last one is no gap, and times that were delivered before are
 * never read back, so that a time that comes twice is not delivered twice. They are forgotten when the clock has since gone on by the
 * longest span that is ever read.
 *
 * <p>A bad status neither begins nor ends a gap: its time is often the server's and not the source's.
 */
public final class PointMark {
    /** InfoType DataValue and its Overflow bit (Part 4, 7.39). */
    private static final int OVERFLOW = 0x0480;

    private static final int OVERFLOW_MASK = 0x0C80;
    private static final int MOST_GAPS = 16;

    final Point point;
    private final long key;
    private final Marks marks;

    // For as long as the gateway remembers; guarded by marks.
    private boolean known;
    private long time;
    private int count;
    private int print;
    private long top;
    private long land;
    /** Few points have any, so the queue is made with the first. */
    private @Nullable ArrayDeque<Gap> gaps;

    // For one connection; guarded by marks.
    private boolean interrupted = true;
    private boolean keepsHistory = true;
    private @Nullable NodeId node;

    /** @param key what it is remembered by */
    PointMark(Point point, long key, Marks marks) {
        this.point = point;
        this.key = key;
        this.marks = marks;
    }

    /** What it is the mark of. */
    public Point point() {
        return point;
    }

    long key() {
        return key;
    }

    /**
     * The subscription delivered this value, and it was handed over. One that follows an interruption, or a queue that has dropped
     * values before it, begins a gap.
     */
    public void delivered(Reading reading) {
        long at = reading.sourceTicks() > 0 ? reading.sourceTicks() : reading.serverTicks();
        int status = reading.status();
        if (at <= 0 || status < 0) {
            return;
        }
        int worth = Fingerprint.of(reading);
        synchronized (marks) {
            if (marks.isClosed() || !keepsHistory) {
                return;
            }
            boolean isGap = known && (interrupted || (status & OVERFLOW_MASK) == OVERFLOW);
            boolean isRestated = known && interrupted && at == time && worth == print;
            interrupted = false;
            if (!isRestated) {
                if (isGap) {
                    begin(at, worth);
                }
                advance(at, worth);
                marks.changed();
            }
        }
    }

    /** Something may have been missed before the next value: this point's item was made anew, or did not tell what it should have. */
    public void interrupted() {
        synchronized (marks) {
            interrupt();
        }
    }

    /** Source time, else the server's; 0 when neither is told. */
    static long time(DataValue value) {
        DateTime source = value.sourceTime();
        if (source != null && source.utcTime() > 0) {
            return source.utcTime();
        }
        DateTime server = value.serverTime();
        return server == null ? 0 : server.utcTime();
    }

    private void advance(long at, int worth) {
        if (!known) {
            known = true;
            top = at;
        } else if (at < time) {
            land = at;
        }
        count = at == time ? Math.min(count + 1, SpanFilter.MOST_AT_ONE_TIME) : 1;
        time = at;
        print = worth;
        if (at > top || at - land > marks.longest()) {
            top = at;
        }
    }

    private void begin(long at, int worth) {
        Mark to = new Mark(at, 1, worth);
        if (at < time) {
            marks.report().unfilled(time, at, "the source's clock was set back");
        } else if (at <= top && top > time) {
            marks.report().unfilled(time, at, "the source's clock showed these times before");
        } else {
            Mark from = top > time ? Mark.after(top) : new Mark(time, count, print);
            if (at - from.time() > marks.longest()) {
                from = Mark.before(at - marks.longest());
                marks.report().shortened();
            }
            add(new Gap(this, from, to));
        }
    }

    private void add(Gap gap) {
        marks.report().began();
        if (gaps == null) {
            gaps = new ArrayDeque<>(2);
            marks.has(this, true);
        }
        gaps.add(gap);
        if (gaps.size() > MOST_GAPS) {
            Gap dropped = gaps.remove();
            marks.report().givenUp(dropped.start, dropped.to.time(), "too many gaps");
        }
    }

    // The rest is called with marks locked.

    void interrupt() {
        interrupted = true;
    }

    /** Nothing can be filled in this connection, and nothing is remembered: a mark that stood still would be wrong later. */
    void keepsNoHistory(String reason) {
        if (known && interrupted) {
            marks.report().unfilled(time, time, reason);
        }
        for (Gap gap : gaps()) {
            marks.report().givenUp(gap.start, gap.to.time(), reason);
        }
        keepsHistory = false;
        known = false;
        gaps = null;
        marks.has(this, false);
        marks.changed();
    }

    void found(NodeId here) {
        node = here;
    }

    void leave() {
        interrupted = true;
        node = null;
    }

    @Nullable
    NodeId node() {
        return node;
    }

    /** The latest source time. */
    long time() {
        return time;
    }

    Collection<Gap> gaps() {
        return gaps == null ? List.of() : gaps;
    }

    boolean hasGap(Gap gap) {
        return gaps().contains(gap);
    }

    void closed(Gap gap) {
        if (gaps != null) {
            gaps.remove(gap);
            if (gaps.isEmpty()) {
                gaps = null;
                marks.has(this, false);
            }
        }
    }

    boolean isKnown() {
        return known;
    }

    int mostBytes() {
        return Memory.mostBytes(gaps().size());
    }

    /** Writes what is to be remembered. */
    void write(ByteBuffer to) {
        List<Memory.Span> spans = gaps == null ? List.of() : spans();
        Memory.write(time, count, print, top, land, spans, to);
    }

    private List<Memory.Span> spans() {
        List<Memory.Span> spans = new ArrayList<>(gaps().size());
        gaps().forEach(gap -> spans.add(new Memory.Span(gap.from(), gap.to)));
        return spans;
    }

    void remember(Memory memory) {
        known = true;
        time = memory.last().time();
        count = memory.last().count();
        print = memory.last().print();
        top = memory.top();
        land = memory.land();
        for (Memory.Span span : memory.gaps()) {
            add(new Gap(this, span.from(), span.to()));
        }
    }
}
