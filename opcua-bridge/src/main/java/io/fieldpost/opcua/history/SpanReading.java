package io.fieldpost.opcua.history;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;

/** One gap as it is being read, page by page. One thread at a time. */
final class SpanReading {
    final Gap gap;
    private final NodeId node;
    private final SpanFilter<DataValue> filter;
    private final List<DataValue> missing = new ArrayList<>();
    private ByteString continuation = ByteString.NULL_VALUE;
    private int page;

    SpanReading(Gap gap, NodeId node) {
        this.gap = gap;
        this.node = node;
        this.filter = new SpanFilter<>(gap.from(), gap.to, missing::add);
    }

    HistoryReadValueId request() {
        return new HistoryReadValueId(node, null, QualifiedName.NULL_VALUE, continuation);
    }

    /** Takes one page of a good answer. */
    void take(HistoryReadResult result, EncodingContext encoding) {
        ByteString next = result.getContinuationPoint();
        continuation = next == null || next.isNullOrEmpty() ? ByteString.NULL_VALUE : next;
        page = 0;
        ExtensionObject body = result.getHistoryData();
        if (body == null || body.isNull()) {
            return;
        }
        if (!(body.decode(encoding) instanceof HistoryData data)) {
            throw new IllegalStateException("the answer holds no " + NodeIds.HistoryData);
        }
        DataValue[] values = data.getDataValues();
        if (values != null) {
            page = values.length;
            for (DataValue value : values) {
                take(value);
            }
        }
    }

    private void take(DataValue value) {
        long status = value.statusCode().getValue();
        long time = PointMark.time(value);
        // Both stand for the absence of a value, and for no value that was ever recorded (Part 11, 6.3.2).
        if (time > 0 && status != StatusCodes.Bad_BoundNotFound && status != StatusCodes.Bad_NoData) {
            filter.take(time, Fingerprint.of(value), value);
        }
    }

    /** What was missing, since the last call. */
    List<DataValue> takeMissing() {
        List<DataValue> taken = List.copyOf(missing);
        missing.clear();
        return taken;
    }

    SpanFilter<DataValue> filter() {
        return filter;
    }

    boolean continues() {
        return !continuation.isNullOrEmpty();
    }

    /** How many values the last page held, missing or not. */
    int page() {
        return page;
    }
}
