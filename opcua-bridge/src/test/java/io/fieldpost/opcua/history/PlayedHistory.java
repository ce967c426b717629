package io.fieldpost.opcua.history;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.value.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** One point of a machine, its archive, and a gateway that is connected at times: without a network, step by step. */
final class PlayedHistory {
    static final Point POINT = new Point("press", "count", "ns=1;s=Count", ValueType.ANY, "1");
    static final long BEGIN = new DateTime(java.time.Instant.parse("2026-05-01T00:00:00Z")).utcTime();
    static final Duration LONGEST = Duration.ofHours(24);

    final List<DataValue> archive = new ArrayList<>();
    final List<DataValue> delivered = new ArrayList<>();
    private final MemoryFile file;
    private GapReport report = new GapReport("press");
    private Marks marks;
    private PointMark mark;
    private boolean connected;

    PlayedHistory(Path directory) {
        file = MemoryFile.in(directory, 1);
        begin(Map.of());
    }

    private void begin(Map<Long, Memory> memories) {
        report = new GapReport("press");
        marks = new Marks(memories, LONGEST, report);
        mark = marks.of(POINT);
    }

    GapReport report() {
        return report;
    }

    static DataValue value(long time, int worth) {
        return new DataValue(Variant.ofInt32(worth), StatusCode.GOOD, new DateTime(time), new DateTime(time));
    }

    /** The machine's value changes; the gateway gets it while it is connected. */
    void change(long time, int worth) {
        DataValue value = value(time, worth);
        archive.add(value);
        if (connected) {
            tell(value);
        }
    }

    private void tell(DataValue value) {
        mark.delivered(Reading.of(value));
        delivered.add(value);
    }

    void disconnect() {
        connected = false;
    }

    /** A subscription begins with the value that is (Part 4, 5.13.1.2): the last one again, when nothing has changed. */
    void connect() {
        if (!connected) {
            connected = true;
            synchronized (marks) {
                mark.interrupt();
            }
            DataValue now = archive.get(archive.size() - 1);
            boolean isKnown = !delivered.isEmpty() && delivered.contains(now);
            mark.delivered(Reading.of(now));
            if (!isKnown) {
                delivered.add(now);
            }
        }
    }

    /** The agent ends and another one begins. */
    void restart() {
        disconnect();
        synchronized (marks) {
            file.write(MemoryFile.image(marks));
        }
        begin(file.read());
    }

    /**
     * Asks once for each gap.
     *
     * @param archived how much of the archive is there already
     * @param page values of one answer
     */
    void fill(int archived, int page) {
        synchronized (marks) {
            for (Gap gap : marks.gaps()) {
                fill(gap, archive.subList(0, archived), page);
            }
        }
    }

    private void fill(Gap gap, List<DataValue> archived, int page) {
        SpanFilter<DataValue> filter = new SpanFilter<>(gap.from(), gap.to, delivered::add);
        int taken = 0;
        for (DataValue value : archived) {
            if (PointMark.time(value) >= gap.from().time() && taken < page) {
                taken++;
                filter.take(PointMark.time(value), Fingerprint.of(value), value);
            }
        }
        if (taken < page) {
            filter.end();
        }
        gap.filledUpTo(filter.progress());
        if (filter.reached()) {
            mark.closed(gap);
            report.completed(gap.start, gap.to.time());
        }
    }

    boolean hasGaps() {
        synchronized (marks) {
            return !marks.gaps().isEmpty();
        }
    }
}
