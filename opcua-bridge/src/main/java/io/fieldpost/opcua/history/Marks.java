package io.fieldpost.opcua.history;

import io.fieldpost.driver.Point;
import io.fieldpost.opcua.table.KeyedTable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The marks of all points of one source, in one connection; the lock of everything that they hold. */
final class Marks {
    /** More are not remembered, watched or not: a point that is absent may come back. */
    private static final int MOST_ABSENT = 100_000;

    private final long longest;
    private final GapReport report;
    private final KeyedTable<Long, PointMark> marks = new KeyedTable<>(PointMark::key);
    private final Map<Long, Memory> absent = new HashMap<>();
    /** Those that have gaps: few, and looked through many times a second. */
    private final Set<PointMark> open = new LinkedHashSet<>();

    private boolean changed;
    private boolean closed;

    Marks(Map<Long, Memory> remembered, Duration longest, GapReport report) {
        remembered.entrySet().stream().limit(MOST_ABSENT).forEach(one -> absent.put(one.getKey(), one.getValue()));
        this.longest = longest.toNanos() / 100;
        this.report = report;
    }

    synchronized PointMark of(Point point) {
        long key = key(point);
        PointMark mark = marks.get(key);
        if (mark == null) {
            mark = new PointMark(point, key, this);
            marks.put(mark);
            Memory memory = absent.remove(key);
            if (memory != null) {
                mark.remember(memory);
            }
        }
        return mark;
    }

    /** FNV-1a, 64 bits: 10,000 points collide with a probability below 10⁻¹¹. */
    private static long key(Point point) {
        long hash = 0xcbf29ce484222325L;
        String text = point.name() + '\n' + point.address();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    // The rest is called with this locked.

    /** In intervals of 100 ns. */
    long longest() {
        return longest;
    }

    GapReport report() {
        return report;
    }

    void interrupt() {
        marks.forEach(PointMark::interrupt);
    }

    void changed() {
        changed = true;
    }

    /** Whether something has changed since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** A mark has got its first gap, or lost its last. */
    void has(PointMark mark, boolean gaps) {
        if (gaps) {
            open.add(mark);
        } else {
            open.remove(mark);
        }
    }

    List<Gap> gaps() {
        if (open.isEmpty()) {
            return List.of();
        }
        List<Gap> all = new ArrayList<>();
        open.forEach(mark -> all.addAll(mark.gaps()));
        return all;
    }

    /** Everything that is to be remembered, each point behind its key. */
    ByteBuffer encoded(int room) {
        int bytes = room;
        List<PointMark> all = marks.all();
        for (PointMark mark : all) {
            bytes += Long.BYTES + mark.mostBytes();
        }
        for (Memory memory : absent.values()) {
            bytes += Long.BYTES + Memory.mostBytes(memory.gaps().size());
        }
        ByteBuffer buffer = ByteBuffer.allocate(bytes).position(room);
        absent.forEach((key, memory) -> memory.write(buffer.putLong(key)));
        for (PointMark mark : all) {
            if (mark.isKnown()) {
                mark.write(buffer.putLong(mark.key()));
            }
        }
        return buffer.flip();
    }
}
