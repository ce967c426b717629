package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Stored batches of one number each, padded to a wanted size. */
public final class Samples {
    public static final Identity GATEWAY = new Identity("dg-0007", "changan/line-3");
    static final Point POINT = new Point("press-1", "shots", "", ValueType.INT, "1");
    static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

    private Samples() {}

    /** The bytes that stand for a batch of this one number. */
    public static byte[] stored(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    /** Reads them. */
    public static BatchColumns decode(byte[] payload) throws DamagedBatchException {
        if (payload.length < 8) {
            throw new DamagedBatchException("a batch of " + payload.length + " bytes");
        }
        Value value =
                payload.length == 8 ? new Value.Int(ByteBuffer.wrap(payload).getLong()) : new Value.Bytes(payload);
        return columns(List.of(Measurement.good(POINT, value, TIME)));
    }

    /** A batch as a publisher reads it from the store. */
    static BatchColumns columns(List<Measurement> batch) {
        try {
            return new BatchReader().read(BatchCodec.encode(batch));
        } catch (DamagedBatchException e) {
            throw new AssertionError(e);
        }
    }
}
