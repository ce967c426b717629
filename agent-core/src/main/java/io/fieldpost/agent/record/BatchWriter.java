package io.fieldpost.agent.record;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import java.time.Instant;

/**
 * Encodes measurements as they come, one batch after the other, so that none is kept as an object. Its tables and its buffer live on
 * from batch to batch: a value costs its bytes and nothing else. Not thread-safe.
 */
public final class BatchWriter {
    /** A buffer that one large value has made larger than this is not kept. */
    private static final int KEPT_BYTES = 256 << 10;

    private static final int FIRST_BYTES = 1 << 10;

    private final StreamName stream;
    private final StringTable strings = new StringTable();
    private final PointTable points = new PointTable(strings);
    private final ValueCodec values = new ValueCodec(strings);
    private ByteSink rows = new ByteSink(FIRST_BYTES);
    private final TimeCodec received = new TimeCodec();
    private final TimeCodec source = new TimeCodec();
    private int point = -1;
    private Instant lastReceived = Instant.EPOCH;
    private int count;
    private int bad;

    /** Makes one whose first batch is empty. */
    public BatchWriter(StreamName stream) {
        this.stream = stream;
    }

    /** Measurements in the batch so far. */
    public int count() {
        return count;
    }

    /** Bytes that they take. */
    public int bytes() {
        return rows.size();
    }

    /**
     * Adds a measurement of the stream.
     *
     * @throws IllegalArgumentException when its value is nested deeper than 32; then nothing was added
     */
    public void add(Measurement measurement) {
        values.check(measurement.value());
        int known = points.size();
        int number = points.numberOf(measurement.point());
        boolean sameReceived = measurement.receivedTime().equals(lastReceived);
        boolean sourceIsReceived = measurement.sourceTime().equals(measurement.receivedTime());
        head(measurement, number == point + 1, sameReceived, sourceIsReceived);
        if (number != point + 1) {
            rows.varint(number);
        }
        if (number == known) {
            points.write(rows, measurement.point());
        }
        if (measurement.statusCode() != 0) {
            rows.i32(measurement.statusCode());
        }
        if (!sameReceived) {
            received.write(rows, measurement.receivedTime());
        }
        if (!sourceIsReceived) {
            source.write(rows, measurement.sourceTime());
        }
        values.write(rows, measurement.value());
        point = number;
        lastReceived = measurement.receivedTime();
        count++;
        bad += measurement.quality().severity() == Quality.Severity.BAD ? 1 : 0;
    }

    private void head(Measurement measurement, boolean next, boolean sameReceived, boolean sourceIsReceived) {
        int kind = values.kind(measurement.value());
        rows.u8((measurement.historical() ? BatchCodec.HISTORICAL : kind)
                | (measurement.statusCode() == 0 ? 0 : BatchCodec.STATUS)
                | (sameReceived ? BatchCodec.SAME_RECEIVED : 0)
                | (sourceIsReceived ? BatchCodec.SOURCE_IS_RECEIVED : 0)
                | (next ? BatchCodec.NEXT_POINT : 0));
        if (measurement.historical()) {
            rows.u8(kind);
        }
    }

    /** The batch; what is added from now on belongs to the next one. */
    public Batch finish() {
        ByteSink head = new ByteSink(BatchCodec.MOST_HEAD_BYTES);
        head.u8(Math.max(values.version(), points.version()));
        head.varint(count);
        Batch batch = new Batch(stream, head.followedBy(rows), count, bad);
        clear();
        return batch;
    }

    private void clear() {
        if (rows.size() > KEPT_BYTES) {
            rows = new ByteSink(FIRST_BYTES);
        }
        rows.clear();
        strings.clear();
        values.clear();
        points.clear();
        received.clear();
        source.clear();
        point = -1;
        lastReceived = Instant.EPOCH;
        count = 0;
        bad = 0;
    }
}
