package io.fieldpost.opcua.server;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.plant.PointHistory;
import io.fieldpost.driver.plant.PointHistory.Bookmark;
import io.fieldpost.driver.plant.PointHistory.Page;
import io.fieldpost.driver.plant.PointHistory.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.jspecify.annotations.Nullable;

/**
 * Answers HistoryRead of raw values (Part 11, 6.5.3) from what the store still keeps. Any thread. One answer holds at most
 * {@value #MOST_VALUES} values and looks at a bounded part of the store; where there may be more, it has a continuation point, possibly
 * with fewer values than fit or none.
 */
final class HistoryReads {
    static final int MOST_VALUES = 1000;
    private static final int MOST_LOOKS = 4;

    private final PointHistory history;
    private final EncodingContext encoding;
    private final ContinuationPoints points = new ContinuationPoints();

    HistoryReads(PointHistory history, EncodingContext encoding) {
        this.history = history;
        this.encoding = encoding;
    }

    /** One answer; a failure is a status in it. */
    HistoryReadResult read(
            HistoryReadValueId id,
            Point point,
            NodeId session,
            HistoryReadDetails details,
            TimestampsToReturn timestamps) {
        try {
            if (id.getIndexRange() != null && !id.getIndexRange().isEmpty()) {
                throw new UaException(StatusCodes.Bad_IndexRangeInvalid);
            }
            if (!(details instanceof ReadRawModifiedDetails raw)) {
                throw new UaException(StatusCodes.Bad_HistoryOperationUnsupported);
            }
            if (timestamps == TimestampsToReturn.Neither) {
                throw new UaException(StatusCodes.Bad_TimestampsToReturnInvalid);
            }
            ByteString continuation = id.getContinuationPoint();
            if (continuation == null || continuation.bytesOrEmpty().length == 0) {
                return answer(id, point, session, HistorySpan.of(raw), null, timestamps);
            }
            ContinuationPoints.Rest rest = points.open(continuation, session, id.getNodeId());
            if (rest == null) {
                throw new UaException(StatusCodes.Bad_ContinuationPointInvalid);
            }
            return answer(id, point, session, rest.span(), rest.next(), timestamps);
        } catch (UaException e) {
            return failed(e.getStatusCode().getValue());
        } catch (DriverException e) {
            return failed(StatusCodes.Bad_ResourceUnavailable);
        }
    }

    static HistoryReadResult failed(long status) {
        return new HistoryReadResult(new StatusCode(status), ByteString.NULL_VALUE, null);
    }

    private HistoryReadResult answer(
            HistoryReadValueId id,
            Point point,
            NodeId session,
            HistorySpan span,
            @Nullable Bookmark from,
            TimestampsToReturn timestamps)
            throws DriverException {
        int most = span.limit() == 0 ? MOST_VALUES : Math.min(MOST_VALUES, span.limit());
        List<DataValue> values = new ArrayList<>();
        if (from == null && span.bounds()) {
            addBound(values, point, span.near(), span.newestFirst());
        }
        Query query = new Query(point.source(), point.name(), span.from(), span.to(), span.newestFirst(), most);
        Page page = history.read(query, from);
        for (int i = 1; i < MOST_LOOKS && page.values().isEmpty() && page.next() != null; i++) {
            page = history.read(query, page.next());
        }
        for (Measurement one : page.values()) {
            if (isWithin(one.sourceTime(), span)) {
                values.add(UaValues.of(one));
            }
        }
        boolean enough = span.isOpen() && span.limit() > 0 && values.size() >= span.limit();
        Bookmark next = enough ? null : page.next();
        if (next == null && span.bounds()) {
            addBound(values, point, span.far(), !span.newestFirst());
        }
        DataValue[] shown = values.stream()
                .map(value -> UaValues.stamped(value, timestamps))
                .toArray(DataValue[]::new);
        long status = shown.length == 0 && next == null ? StatusCodes.Good_NoData : StatusCodes.Good;
        return new HistoryReadResult(
                new StatusCode(status),
                next == null
                        ? ByteString.NULL_VALUE
                        : points.seal(new ContinuationPoints.Rest(span, next), session, id.getNodeId()),
                ExtensionObject.encode(encoding, new HistoryData(shown)));
    }

    /** The far end is not part of the span, unless it is the near one too. Values at an end come as bounds when these are wanted. */
    private static boolean isWithin(Instant time, HistorySpan span) {
        if (span.bounds()) {
            return !time.equals(span.from()) && !time.equals(span.to());
        }
        return !time.equals(span.far()) || span.far().equals(span.near()) || span.isOpen();
    }

    /** The value at a time, or the nearest outside; {@code Bad_BoundNotFound} where the store keeps none. */
    private void addBound(List<DataValue> values, Point point, Instant time, boolean later) throws DriverException {
        Query query = later
                ? new Query(point.source(), point.name(), time, HistorySpan.END, false, 1)
                : new Query(point.source(), point.name(), HistorySpan.BEGINNING, time, true, 1);
        Page page = history.read(query, null);
        if (page.values().isEmpty()) {
            values.add(new DataValue(
                    Variant.NULL_VALUE, new StatusCode(StatusCodes.Bad_BoundNotFound), UaValues.time(time)));
        } else {
            values.add(UaValues.of(page.values().get(0)));
        }
    }
}
