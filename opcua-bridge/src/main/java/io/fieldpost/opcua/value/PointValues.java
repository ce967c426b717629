package io.fieldpost.opcua.value;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.opcua.value.Reading.Scalar;
import java.time.Instant;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The values of one point in one session. Each reading becomes one measurement, in the order in which they come; a value whose type
 * has to be read from the server first waits for it, and those of this point after it wait too.
 */
public final class PointValues {
    private final SessionValues session;
    private final Point point;
    private final NodeId node;

    /** The variable's data type; nothing while it has not been read. */
    private volatile @Nullable Shape type;

    /** Whether values of this point wait; guarded by the session's lock for writing. */
    private volatile boolean waiting;

    /** What a person has been told of values that can't be read; empty while they can. */
    private volatile String complaint = "";

    PointValues(SessionValues session, Point point, NodeId node) {
        this.session = session;
        this.point = point;
        this.node = node;
    }

    /** What is measured. */
    public Point point() {
        return point;
    }

    /** Where, in this session. */
    public NodeId node() {
        return node;
    }

    /**
     * Hands the value on as one measurement, now or as soon as its type is known. Returns at once. Calls for one point come from one
     * thread at a time.
     *
     * @param historical whether the server had kept it and was asked for it later, to fill a gap
     */
    public void accept(Reading reading, Instant now, boolean historical) {
        Measurement measurement = waiting ? null : measurement(reading, now, historical);
        if (measurement == null) {
            session.await(this, reading, now, historical);
        } else {
            session.deliver(measurement);
        }
    }

    /** The measurement, or nothing while its type has to be read. */
    @Nullable
    Measurement measurement(Reading reading, Instant now, boolean historical) {
        if (reading.isBad()) {
            return reading.measurement(point, Values.ABSENT, now, historical);
        }
        if (reading.scalar() != Scalar.NONE && !(reading.scalar() == Scalar.INT32 && session.namesEnumerations())) {
            takeBack();
            return reading.measurement(point, reading.scalarValue(), now, historical);
        }
        Object decoded = reading.content();
        Shape known = type;
        boolean mayBeNamed = session.namesEnumerations() && isInt32(decoded);
        if (mayBeNamed && known == null) {
            return null;
        }
        try {
            var value = mayBeNamed && known instanceof Shape.Enumeration enumeration
                    ? session.values().named(decoded, enumeration)
                    : session.values().of(decoded);
            takeBack();
            return reading.measurement(point, value, now, historical);
        } catch (UnknownTypeException e) {
            return session.asksFor(e.encoding()) ? null : unreadable(e.reason(), reading, now, historical);
        } catch (ValueException e) {
            return unreadable(e.reason(), reading, now, historical);
        } catch (RuntimeException e) {
            // Whatever Milo's types refuse only when they are looked at: bad for this value, never for its neighbours.
            return unreadable("a value that cannot be read: " + e, reading, now, historical);
        }
    }

    private static boolean isInt32(@Nullable Object decoded) {
        return decoded instanceof Integer || decoded instanceof Integer[];
    }

    Measurement unreadable(String reason, Reading reading, Instant now, boolean historical) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            session.remark(point.name(), "cannot be told, so it is bad: " + reason);
        }
        return reading.unreadable(point, now, historical);
    }

    private void takeBack() {
        if (!complaint.isEmpty()) {
            complaint = "";
            session.remark(point.name(), "");
        }
    }

    void type(Shape shape) {
        type = shape;
    }

    @Nullable
    Shape type() {
        return type;
    }

    boolean waiting() {
        return waiting;
    }

    void waiting(boolean now) {
        waiting = now;
    }
}
