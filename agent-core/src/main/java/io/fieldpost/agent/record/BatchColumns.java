package io.fieldpost.agent.record;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was read, as columns: each row is a measurement, none is an object. {@link BatchReader} fills it, again and again; what it
 * holds is valid until the next time. A row's number is from 0 to below {@link #count}, a point's from 0 to below {@link #points}.
 * Not thread-safe.
 */
public final class BatchColumns {
    /** What a row has as its value. */
    public enum Form {
        /** None. */
        ABSENT,
        FALSE,
        TRUE,
        /** See {@link BatchColumns#whole}. */
        WHOLE,
        /** See {@link BatchColumns#real}. */
        REAL,
        /** See {@link BatchColumns#text}. */
        TEXT,
        /** One that is rare, or large: see {@link BatchColumns#value}. */
        OBJECT
    }

    /** More rows than the largest usual batch has, 340 KB; columns that were longer once are not kept. */
    private static final int KEPT_ROWS = 8192;

    private static final int FIRST_ROWS = 1024;
    private static final @Nullable Value[] NO_OBJECTS = {};
    private static final Form[] FORMS = Form.values();
    /** Beside the form: the sign. */
    private static final int HISTORICAL = 0x80;

    private static final int FORM = 0x7F;

    final TextTable texts = new TextTable();
    final PointColumns points = new PointColumns(texts);

    private int count;
    private boolean anyHistorical;
    // By row.
    private int[] point = {};
    private long[] sourceSecond = {};
    private int[] sourceNanos = {};
    private long[] receivedSecond = {};
    private int[] receivedNanos = {};
    private int[] status = {};
    private byte[] form = {};
    /** A number, or the bits of one, or the place of a text. */
    private long[] bits = {};
    /** Of some length only when there are any. */
    private @Nullable Value[] objects = NO_OBJECTS;

    BatchColumns() {}

    /** How many rows. */
    public int count() {
        return count;
    }

    /** How many different points, in the order of their first rows. */
    public int points() {
        return points.size();
    }

    /** Whether a point has the source of another one; false also when the same text was merely written twice. */
    public boolean hasSourceOf(int point, int other) {
        return points.hasSourceOf(point, other);
    }

    /** Whether a point has the type and the unit of another one; false also when the same text was merely written twice. */
    public boolean hasTypeAndUnitOf(int point, int other) {
        return points.hasTypeAndUnitOf(point, other);
    }

    /** Hands on the source of a point. */
    public void source(int point, TextTarget target) {
        points.source(point, target);
    }

    /** Hands on the name of a point. */
    public void name(int point, TextTarget target) {
        points.name(point, target);
    }

    /** Hands on the unit of a point. */
    public void unit(int point, TextTarget target) {
        points.unit(point, target);
    }

    /** The type of a point. */
    public ValueType type(int point) {
        return points.type(point);
    }

    /** The point of a row. */
    public int point(int row) {
        return point[row];
    }

    /** Source time of a row: seconds since 1970. */
    public long sourceSecond(int row) {
        return sourceSecond[row];
    }

    /** Source time of a row: nanoseconds within its second. */
    public int sourceNanos(int row) {
        return sourceNanos[row];
    }

    /** Time of receipt of a row: seconds since 1970. */
    public long receivedSecond(int row) {
        return receivedSecond[row];
    }

    /** Time of receipt of a row: nanoseconds within its second. */
    public int receivedNanos(int row) {
        return receivedNanos[row];
    }

    /** OPC UA StatusCode of a row. */
    public int status(int row) {
        return status[row];
    }

    /** Whether any row is historical. */
    public boolean anyHistorical() {
        return anyHistorical;
    }

    /** Whether the source had kept the value of a row, see {@link Measurement#historical}. */
    public boolean historical(int row) {
        return form[row] < 0;
    }

    /** What the value of a row is. */
    public Form form(int row) {
        return FORMS[form[row] & FORM];
    }

    /** The value of a row of form {@link Form#WHOLE}. */
    public long whole(int row) {
        return bits[row];
    }

    /** The value of a row of form {@link Form#REAL}. */
    public double real(int row) {
        return Double.longBitsToDouble(bits[row]);
    }

    /** Hands on the value of a row of form {@link Form#TEXT}. */
    public void text(int row, TextTarget target) {
        texts.write(bits[row], target);
    }

    /** The value of a row as an object, whatever its form. */
    public Value value(int row) {
        return switch (form(row)) {
            case ABSENT -> new Value.Absent();
            case FALSE -> new Value.Bool(false);
            case TRUE -> new Value.Bool(true);
            case WHOLE -> new Value.Int(bits[row]);
            case REAL -> new Value.Real(real(row));
            case TEXT -> new Value.Text(texts.string(bits[row]));
            case OBJECT -> object(row);
        };
    }

    private Value object(int row) {
        Value value = objects[row];
        if (value == null) {
            throw new IllegalStateException("row " + row + " has no object");
        }
        return value;
    }

    /** All rows as objects, which stay valid. */
    public List<Measurement> measurements() {
        Point[] known = new Point[points.size()];
        Arrays.setAll(known, points::point);
        RecentInstants instants = new RecentInstants();
        List<Measurement> all = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            all.add(new Measurement(
                    known[point[row]],
                    value(row),
                    Quality.ofOpcUaStatus(status[row]),
                    instants.of(sourceSecond[row], sourceNanos[row]),
                    instants.of(receivedSecond[row], receivedNanos[row]),
                    status[row],
                    historical(row)));
        }
        return all;
    }

    /** Lets go of the batch; memory that it alone needed is freed. */
    public void clear() {
        texts.clear();
        points.clear();
        objects = NO_OBJECTS;
        count = 0;
        anyHistorical = false;
        if (point.length > KEPT_ROWS) {
            capacity(0);
        }
    }

    /**
     * Begins another batch.
     *
     * @param announced how many rows it says that it has; room is made as they come
     */
    void begin(byte[] bytes, int announced) {
        clear();
        texts.begin(bytes);
        if (point.length < Math.min(announced, FIRST_ROWS)) {
            capacity(Math.min(announced, FIRST_ROWS));
        }
    }

    /** Makes room for a row, and is its number; what it has is set next, and then it is {@link #added}. */
    int next() {
        if (count == point.length) {
            capacity(Math.max(FIRST_ROWS, count * 2));
        }
        return count;
    }

    void point(int row, int place, int statusCode) {
        point[row] = place;
        status[row] = statusCode;
    }

    void source(int row, TimeCodec time) {
        sourceSecond[row] = time.second();
        sourceNanos[row] = time.nanos();
    }

    void received(int row, TimeCodec time) {
        receivedSecond[row] = time.second();
        receivedNanos[row] = time.nanos();
    }

    void value(int row, Form what, long valueBits) {
        form[row] = (byte) what.ordinal();
        bits[row] = valueBits;
    }

    void value(int row, Value value) {
        if (objects.length == 0) {
            objects = new Value[point.length];
        }
        objects[row] = value;
        value(row, Form.OBJECT, 0);
    }

    void added(boolean isHistorical) {
        if (isHistorical) {
            form[count] |= (byte) HISTORICAL;
            anyHistorical = true;
        }
        count++;
    }

    private void capacity(int rows) {
        point = Arrays.copyOf(point, rows);
        sourceSecond = Arrays.copyOf(sourceSecond, rows);
        sourceNanos = Arrays.copyOf(sourceNanos, rows);
        receivedSecond = Arrays.copyOf(receivedSecond, rows);
        receivedNanos = Arrays.copyOf(receivedNanos, rows);
        status = Arrays.copyOf(status, rows);
        form = Arrays.copyOf(form, rows);
        bits = Arrays.copyOf(bits, rows);
        if (objects.length > 0) {
            objects = Arrays.copyOf(objects, rows);
        }
    }
}
