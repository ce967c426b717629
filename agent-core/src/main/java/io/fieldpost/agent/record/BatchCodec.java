package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import java.util.List;

/**
 * A batch of measurements as bytes: what the store keeps, encoded once, and what a publisher reads back. Each batch explains itself:
 * it carries the points that it uses (source, name, unit, type) and needs no other. The driver's address of a point is not kept,
 * since nobody beyond the driver can use it: decoded points have an empty one. Text that is not well-formed Unicode is stored with
 * question marks in the place of lone surrogates. Byte by byte: {@code docs/reference/store-format.md}.
 *
 * <p>Any thread. {@link BatchWriter} encodes as measurements come, {@link BatchReader} decodes without making objects of them.
 */
public final class BatchCodec {
    static final int VERSION = 2;
    /** Of a batch with a series of tenths or a point of type file, which readers of version 2 don't know; all else is the same. */
    static final int LATER_VERSION = 3;

    /** The version and the count of measurements. */
    static final int MOST_HEAD_BYTES = 11;

    /** Lower four bits of a row's first byte: the value's kind. */
    static final int KIND = 0x0F;
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
        return new BatchReader().read(bytes).measurements();
    }
}
