package io.fieldpost.opcua.simulation.chaos;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

/** The latest raw values of one variable, in the order in which they were recorded. Any thread. */
final class RawHistory {
    private final Deque<DataValue> values = new ArrayDeque<>();
    private final int most;

    RawHistory(int most) {
        this.most = most;
    }

    synchronized void record(DataValue value) {
        if (most > 0) {
            if (values.size() == most) {
                values.removeFirst();
            }
            values.addLast(value);
        }
    }

    synchronized void forget() {
        values.clear();
    }

    /**
     * What a request asks for (Part 11, 6.5.3.2): from start, inclusive, to end, exclusive, forwards or backwards; one of them may be
     * absent when a number is given, which the caller applies.
     */
    synchronized List<DataValue> read(ReadRawModifiedDetails asked) {
        Instant start = instant(asked.getStartTime());
        Instant end = instant(asked.getEndTime());
        boolean backwards = start == null || (end != null && end.isBefore(start));
        List<DataValue> found = new ArrayList<>();
        DataValue before = null;
        DataValue after = null;
        Instant from = backwards ? end : start;
        Instant to = backwards ? start : end;
        for (DataValue value : values) {
            Instant at = value.sourceTime().getJavaInstant();
            if (from != null && (backwards ? !at.isAfter(from) : at.isBefore(from))) {
                before = value;
            } else if (to != null && (backwards ? at.isAfter(to) : !at.isBefore(to))) {
                after = after == null ? value : after;
            } else {
                found.add(value);
            }
        }
        if (asked.getReturnBounds()) {
            bound(found, 0, before, from);
            bound(found, found.size(), after, to);
        }
        if (backwards) {
            Collections.reverse(found);
        }
        return found;
    }

    private static void bound(List<DataValue> found, int index, DataValue value, Instant at) {
        if (at != null) {
            DateTime time = new DateTime(at);
            StatusCode absent = new StatusCode(StatusCodes.Bad_BoundNotFound);
            found.add(index, value == null ? new DataValue(Variant.NULL_VALUE, absent, time, time) : value);
        }
    }

    /** Null and 1601-01-01 mean that no limit is given. */
    private static Instant instant(DateTime time) {
        return time == null || time.utcTime() == 0 ? null : time.getJavaInstant();
    }
}
