package io.fieldpost.agent.record;

import io.fieldpost.agent.record.BatchColumns.Form;
import io.fieldpost.driver.Quality;

/**
 * Reads batches into columns, one after the other, as {@link BatchWriter} wrote them. Columns and tables live on from batch to batch: a
 * row costs no memory of its own. What one unusually large batch needed is freed when it is {@linkplain BatchColumns#clear() let go}.
 * Not thread-safe.
 */
public final class BatchReader {
    private final BatchColumns columns = new BatchColumns();
    private final TimeCodec received = new TimeCodec();
    private final TimeCodec source = new TimeCodec();
    private int number = -1;

    /**
     * Reads a batch.
     *
     * @param payload anything; the work and the memory are bounded by its length. Not copied: it must not change while the columns are used
     * @return always the same object, with this batch's rows
     * @throws DamagedBatchException when it is not a whole batch of a known version
     */
    public BatchColumns read(byte[] payload) throws DamagedBatchException {
        boolean whole = false;
        try {
            readAll(new ByteSource(payload), payload);
            whole = true;
            return columns;
        } finally {
            if (!whole) {
                columns.clear();
            }
        }
    }

    private void readAll(ByteSource bytes, byte[] payload) throws DamagedBatchException {
        int version = bytes.u8();
        if (version != BatchCodec.VERSION && version != BatchCodec.LATER_VERSION) {
            throw bytes.damaged(
                    "version " + version + ", known are " + BatchCodec.VERSION + " and " + BatchCodec.LATER_VERSION);
        }
        int count = bytes.count(1);
        columns.begin(payload, count);
        received.clear();
        source.clear();
        number = -1;
        for (int i = 0; i < count; i++) {
            readRow(bytes);
        }
        if (bytes.remaining() > 0) {
            throw bytes.damaged(bytes.remaining() + " bytes too many");
        }
    }

    private void readRow(ByteSource bytes) throws DamagedBatchException {
        int row = columns.next();
        int head = bytes.u8();
        boolean historical = (head & BatchCodec.KIND) == BatchCodec.HISTORICAL;
        int kind = historical ? bytes.u8() : head & BatchCodec.KIND;
        readNumber(bytes, head);
        int status = (head & BatchCodec.STATUS) == 0 ? 0 : bytes.i32();
        columns.point(row, columns.points.place(number), status);
        if ((head & BatchCodec.SAME_RECEIVED) == 0) {
            received.read(bytes);
        }
        columns.received(row, received);
        boolean sourceIsReceived = (head & BatchCodec.SOURCE_IS_RECEIVED) != 0;
        if (!sourceIsReceived) {
            source.read(bytes);
        }
        columns.source(row, sourceIsReceived ? received : source);
        readValue(bytes, kind, row);
        if (kind != ValueCodec.ABSENT && Quality.Severity.ofOpcUaStatus(status) == Quality.Severity.BAD) {
            throw bytes.damaged("a value of quality " + Quality.ofOpcUaStatus(status));
        }
        columns.added(historical);
    }

    private void readNumber(ByteSource bytes, int head) throws DamagedBatchException {
        int known = columns.points.numbers();
        long next = (head & BatchCodec.NEXT_POINT) == 0 ? bytes.varint() : number + 1;
        if (next < 0 || next > known) {
            throw bytes.damaged("point " + Long.toUnsignedString(next) + " of " + known);
        }
        if (next == known) {
            columns.points.read(bytes);
        }
        number = (int) next;
    }

    private void readValue(ByteSource bytes, int kind, int row) throws DamagedBatchException {
        switch (kind) {
            case ValueCodec.ABSENT -> columns.value(row, Form.ABSENT, 0);
            case ValueCodec.FALSE -> columns.value(row, Form.FALSE, 0);
            case ValueCodec.TRUE -> columns.value(row, Form.TRUE, 0);
            case ValueCodec.INT -> columns.value(row, Form.WHOLE, bytes.zigzag());
            case ValueCodec.REAL -> columns.value(row, Form.REAL, bytes.i64());
            case ValueCodec.SHORT_REAL ->
                columns.value(row, Form.REAL, Double.doubleToRawLongBits(Float.intBitsToFloat(bytes.i32())));
            case ValueCodec.TEXT -> columns.value(row, Form.TEXT, bytes.text());
            default -> columns.value(row, ValueCodec.read(bytes, columns.texts, kind, 0));
        }
    }
}
