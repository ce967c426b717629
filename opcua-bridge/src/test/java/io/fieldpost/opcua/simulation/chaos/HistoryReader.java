package io.fieldpost.opcua.simulation.chaos;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

/** Answers HistoryRead for raw values, in parts. Any thread. */
final class HistoryReader {
    /** As many half-read answers as are kept; the oldest gives way, and its continuation point becomes invalid. */
    private static final int CONTINUATION_POINTS = 100;

    private final int perCall;
    private final Map<ByteString, List<DataValue>> rests = new LinkedHashMap<>();
    private long lastPoint;

    HistoryReader(int perCall) {
        this.perCall = perCall;
    }

    /** One node's answer. */
    synchronized HistoryReadResult read(
            EncodingContext encoding,
            HistoryReadDetails details,
            TimestampsToReturn timestamps,
            HistoryReadValueId node,
            RawHistory history) {
        if (!(details instanceof ReadRawModifiedDetails raw) || raw.getIsReadModified()) {
            return failed(StatusCodes.Bad_HistoryOperationUnsupported);
        }
        ByteString point = node.getContinuationPoint();
        List<DataValue> all =
                point == null || point.isNullOrEmpty() ? limited(history.read(raw), raw) : rests.remove(point);
        if (all == null) {
            return failed(StatusCodes.Bad_ContinuationPointInvalid);
        }
        List<DataValue> part = all.subList(0, Math.min(perCall, all.size()));
        ByteString next = all.size() > part.size() ? keep(all.subList(part.size(), all.size())) : null;
        DataValue[] values = part.stream()
                .map(value -> DataValue.derivedValue(value, timestamps))
                .toArray(DataValue[]::new);
        StatusCode status = values.length == 0 ? new StatusCode(StatusCodes.Good_NoData) : StatusCode.GOOD;
        return new HistoryReadResult(status, next, ExtensionObject.encode(encoding, new HistoryData(values)));
    }

    private static List<DataValue> limited(List<DataValue> all, ReadRawModifiedDetails raw) {
        long most = raw.getNumValuesPerNode().longValue();
        return most == 0 || most >= all.size() ? all : all.subList(0, (int) most);
    }

    private ByteString keep(List<DataValue> rest) {
        if (rests.size() == CONTINUATION_POINTS) {
            rests.remove(rests.keySet().iterator().next());
        }
        ByteString point = ByteString.of(
                ByteBuffer.allocate(Long.BYTES).putLong(++lastPoint).array());
        rests.put(point, rest);
        return point;
    }

    private static HistoryReadResult failed(long status) {
        return new HistoryReadResult(new StatusCode(status), null, null);
    }
}
