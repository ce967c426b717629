package io.fieldpost.opcua.server;

import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.jspecify.annotations.Nullable;

/**
 * What a raw history read asks for (Part 11, 6.5.3): two of start, end and number of values are given.
 *
 * @param from the earlier time
 * @param to the later time
 * @param newestFirst whether values go back in time
 * @param bounds whether the values at or around both ends are wanted too
 * @param limit most values in one answer, 0 for no wish; the last one when only one time was given
 */
record HistorySpan(Instant from, Instant to, boolean newestFirst, boolean bounds, int limit) {
    /** Open ends: all that a store can tell. */
    static final Instant BEGINNING = Instant.EPOCH;

    static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    static HistorySpan of(ReadRawModifiedDetails details) throws UaException {
        if (Boolean.TRUE.equals(details.getIsReadModified())) {
            throw new UaException(StatusCodes.Bad_HistoryOperationUnsupported);
        }
        Instant start = time(details.getStartTime());
        Instant end = time(details.getEndTime());
        int limit = details.getNumValuesPerNode() == null
                ? 0
                : (int) Math.min(
                        Integer.MAX_VALUE, details.getNumValuesPerNode().longValue());
        boolean bounds = Boolean.TRUE.equals(details.getReturnBounds());
        if (start != null && end != null) {
            boolean back = start.isAfter(end);
            return new HistorySpan(back ? end : start, back ? start : end, back, bounds, limit);
        }
        if (limit == 0 || start == null && end == null) {
            throw new UaException(StatusCodes.Bad_HistoryOperationInvalid);
        }
        return start != null
                ? new HistorySpan(start, END, false, false, limit)
                : new HistorySpan(BEGINNING, end == null ? END : end, true, false, limit);
    }

    /** Whether only so many values were asked for, and no more wait behind them. */
    boolean isOpen() {
        return from.equals(BEGINNING) || to.equals(END);
    }

    /** Where the span ends that a client walks along, which is not part of it unless bounds are wanted (Part 11, 6.5.3.2). */
    Instant far() {
        return newestFirst ? from : to;
    }

    /** Where it begins. */
    Instant near() {
        return newestFirst ? to : from;
    }

    private static @Nullable Instant time(@Nullable DateTime time) {
        return time == null || time.isNull() || time.getUtcTime() <= 0 ? null : time.getJavaInstant();
    }
}
