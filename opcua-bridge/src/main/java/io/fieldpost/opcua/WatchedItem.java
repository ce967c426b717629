package io.fieldpost.opcua;

import io.fieldpost.driver.Point;
import io.fieldpost.opcua.history.PointMark;
import io.fieldpost.opcua.value.PointValues;
import io.fieldpost.opcua.value.Reading;
import java.util.Arrays;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;

/**
 * One point in one session: its node, how it is watched, and what was last heard of it. A kind of Milo's item, so that 50,000 of them
 * need no second object each and a value finds its point without a search.
 *
 * <p>Of the last value only a fingerprint is kept. Notifications write it, the check for silence reads it; a check that sees half of a
 * change takes the item for silent and looks again before it believes that.
 */
final class WatchedItem extends OpcUaMonitoredItem {
    private static final byte UNTOLD = 0;
    private static final byte NUMBER = 1;
    private static final byte OTHER = 2;

    private final PointValues values;
    private final ItemParameters parameters;
    private final @Nullable PointMark mark;
    /** What Milo gave it when it joined a subscription. */
    private int handle;

    private volatile long heardNanos;
    private long fingerprint;
    /** Severity and sub-code, the upper half of the status. */
    private short status;
    /** Nothing yet, a number, or something else: {@link #UNTOLD} and so on. */
    private volatile byte told;

    /** @param mark where the gateway has its values up to; absent for one that is polled */
    WatchedItem(PointValues values, ItemParameters parameters, @Nullable PointMark mark, long nowNanos) {
        super(readValueId(values.node()));
        this.values = values;
        this.parameters = parameters;
        this.mark = mark;
        this.heardNanos = nowNanos;
        setSamplingInterval(parameters.samplingMillis());
        setQueueSize(parameters.queueSize());
        setDiscardOldest(parameters.discardOldest());
        if (parameters.filter() != null) {
            setFilter(parameters.filter());
        }
    }

    static ReadValueId readValueId(NodeId node) {
        return new ReadValueId(node, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE);
    }

    Point point() {
        return values.point();
    }

    /** By what the server names it in notifications, all 32 bits; once it {@link #joined joined} a subscription. */
    int handle() {
        return handle;
    }

    /** Milo has given it its handle. */
    void joined() {
        handle = getClientHandle().orElseThrow().intValue();
    }

    /** What makes measurements of its values. */
    PointValues values() {
        return values;
    }

    @Nullable
    PointMark mark() {
        return mark;
    }

    ItemParameters parameters() {
        return parameters;
    }

    NodeId node() {
        return values.node();
    }

    /** When the server last spoke of it, or was last found to have nothing to say; monotonic. */
    long heardNanos() {
        return heardNanos;
    }

    /** Notes what the server told. */
    void heard(Reading reading, long nowNanos) {
        boolean isNumber = reading.isNumber();
        fingerprint = isNumber ? fingerprint(reading.number()) : fingerprint(reading.content());
        status = (short) (reading.status() >>> 16);
        told = isNumber ? NUMBER : OTHER;
        heardNanos = nowNanos;
    }

    /** The server had nothing to tell, rightly. */
    void checked(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** Whether the server should have told this value, which a read has found. */
    boolean differsFrom(DataValue found) {
        byte kind = told;
        if (kind == UNTOLD || upperHalf(found) != status) {
            return true;
        }
        if (!parameters.tellsValues() || found.statusCode().isBad()) {
            return false;
        }
        Object content = found.value().value();
        double tolerance = parameters.tolerance();
        if (kind == NUMBER && content instanceof Number now && tolerance > 0) {
            return Math.abs(now.doubleValue() - Double.longBitsToDouble(fingerprint)) > tolerance;
        }
        return tolerance == 0 && fingerprint(content) != fingerprint;
    }

    private static short upperHalf(DataValue value) {
        return (short) (value.statusCode().getValue() >>> 16);
    }

    private static long fingerprint(double number) {
        return Double.doubleToLongBits(number);
    }

    private static long fingerprint(@Nullable Object content) {
        if (content instanceof Number now) {
            return fingerprint(now.doubleValue());
        }
        if (content instanceof Object[] array) {
            return Arrays.deepHashCode(array);
        }
        if (content instanceof Matrix matrix) {
            // Milo's own hash is that of the array as an object, another one for each answer.
            return Arrays.deepHashCode(new Object[] {matrix.getElements(), matrix.getDimensions()});
        }
        return content == null ? 0 : content.hashCode();
    }
}
