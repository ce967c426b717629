package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of measurements as bytes: what the store keeps, encoded once, and what a publisher reads back. Each batch explains itself:
 * it carries the points that it uses (source, name, unit, type) and needs no other. The driver's address of a point is not kept,
 * since nobody beyond the driver can use it: decoded points have an empty one. Text that is not well-formed Unicode is stored with
 * question marks in the place of lone surrogates. Byte by byte: {@code docs/reference/store-format.md}.
 *
 * <p>Any thread. {@link BatchWriter} encodes as measurements come.
 */
public final class BatchCodec {
    static final int VERSION = 2;
    /** The version and the count of measurements. */
    static final int MOST_HEAD_BYTES = 11;

    /** Lower four bits of a row's first byte: the value's kind. */
    private static final int KIND = 0x0F;
    /** In place of a kind: the row is historical, and the kind is a byte of its own. */
    static final int HISTORICAL = 0x0F;
    /** A status other than plain good follows. */
    static final int STATUS = 0x10;
    /** Received at the same instant as the row before. */
    static final int SAME_RECEIVED = 0x20;
    /** The source's time is the time of receipt. */
    static final int SOURCE_IS_RECEIVED = 0x40;
    /** The point after that of the row before. */
    static final int NEXT_POINT = 0x80;

    private final StringTable strings = new StringTable();
    private final PointTable points = new PointTable(strings);
    private final ValueCodec values = new ValueCodec(strings);
    private final TimeCodec received = new TimeCodec();
    private final TimeCodec source = new TimeCodec();
    private int point = -1;
    private Instant lastReceived = Instant.EPOCH;

    private BatchCodec() {}

    /**
     * Encodes a batch.
     *
     * @throws IllegalArgumentException when a value is nested deeper than 32
     */
    public static byte[] encode(List<Measurement> batch) {
        // Whatever stream it is of, its bytes are the same.
        return Batch.of(StreamName.DATA, batch).payload();
    }

    /**
     * Decodes a batch.
     *
     * @param bytes anything; the work and the memory are bounded by its length
     * @throws DamagedBatchException when it is not a whole batch of a known version
     */
    public static List<Measurement> decode(byte[] bytes) throws DamagedBatchException {
        ByteSource source = new ByteSource(bytes);
        int version = source.u8();
        if (version != VERSION) {
            throw source.damaged("version " + version + ", known is " + VERSION);
        }
        int count = source.count(1);
        List<Measurement> batch = new ArrayList<>(count);
        BatchCodec codec = new BatchCodec();
        for (int i = 0; i < count; i++) {
            batch.add(codec.read(source));
        }
        if (source.remaining() > 0) {
            throw source.damaged(source.remaining() + " bytes too many");
        }
        return batch;
    }

    private Measurement read(ByteSource bytes) throws DamagedBatchException {
        int head = bytes.u8();
        boolean historical = (head & KIND) == HISTORICAL;
        int kind = historical ? bytes.u8() : head & KIND;
        point = pointNumber(bytes, head);
        int status = (head & STATUS) == 0 ? 0 : bytes.i32();
        Quality quality = Quality.ofOpcUaStatus(status);
        if ((head & SAME_RECEIVED) == 0) {
            lastReceived = received.read(bytes);
        }
        Instant sourceTime = (head & SOURCE_IS_RECEIVED) == 0 ? source.read(bytes) : lastReceived;
        Value value = values.read(bytes, kind, 0);
        if (quality.severity() == Quality.Severity.BAD && !(value instanceof Value.Absent)) {
            throw bytes.damaged("a value of quality " + quality);
        }
        return new Measurement(points.get(point), value, quality, sourceTime, lastReceived, status, historical);
    }

    private int pointNumber(ByteSource bytes, int head) throws DamagedBatchException {
        long number = (head & NEXT_POINT) == 0 ? bytes.varint() : point + 1;
        if (number < 0 || number > points.size()) {
            throw bytes.damaged("point " + Long.toUnsignedString(number) + " of " + points.size());
        }
        if (number == points.size()) {
            points.read(bytes);
        }
        return (int) number;
    }
}
