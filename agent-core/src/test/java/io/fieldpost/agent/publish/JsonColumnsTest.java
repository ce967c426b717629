package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.BatchColumns;
import io.fieldpost.agent.record.BatchReader;
import io.fieldpost.agent.record.Batches;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What goes from the bytes of the store to JSON without an object for each value is what the objects would have become. */
class JsonColumnsTest {
    // One for all tries: nothing of a batch may be left for the next.
    private static final BatchReader READER = new BatchReader();
    private static final JsonProfile PROFILE = new JsonProfile(Samples.GATEWAY, Integer.MAX_VALUE);

    @Property(tries = 500)
    void columnsGiveTheJsonOfTheObjects(@ForAll("batches") List<Measurement> batch, @ForAll boolean historical)
            throws DamagedBatchException {
        StoredRecord record = record(BatchCodec.encode(batch));
        assertThat(written(record, historical))
                .isEqualTo(PlainProfile.json(record, BatchCodec.decode(record.payload()), historical));
    }

    @Property(tries = 1000)
    void damagedBytesAreRefusedOrGiveTheJsonOfTheObjects(
            @ForAll("batches") List<Measurement> batch, @ForAll int place, @ForAll byte value, @ForAll int length) {
        byte[] bytes = BatchCodec.encode(batch);
        bytes[Math.floorMod(place, bytes.length)] = value;
        assertSame(bytes);
        assertSame(Arrays.copyOf(bytes, Math.floorMod(length, bytes.length)));
    }

    @Test
    void pointsThatDifferInTheirAddressAloneStandInTheTableOnce() throws DamagedBatchException {
        List<Measurement> batch = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Point point = new Point("press-1", "v" + i % 100, "ns=2;i=" + i / 100, ValueType.INT, "1");
            batch.add(Measurement.good(point, new Value.Int(i), Samples.TIME));
        }
        StoredRecord record = record(BatchCodec.encode(batch));

        assertThat(READER.read(record.payload()).points()).isEqualTo(100);
        assertThat(written(record, false))
                .isEqualTo(PlainProfile.json(record, BatchCodec.decode(record.payload()), false));
    }

    @Test
    void batchOfManyRowsIsWrittenLikeASmallOne() throws DamagedBatchException {
        StoredRecord record = record(BatchCodec.encode(reals(10_000)));
        assertThat(written(record, false))
                .isEqualTo(PlainProfile.json(record, BatchCodec.decode(record.payload()), false));
    }

    /** Collecting it takes a gateway as much time as making it. */
    @Test
    void rowsNeedNoMemoryOfTheirOwn() throws DamagedBatchException {
        StoredRecord small = record(BatchCodec.encode(reals(10)));
        StoredRecord large = record(BatchCodec.encode(reals(2_000)));
        int text = written(large, false).length();

        assertThat(allocated(large) - allocated(small)).isLessThan(text + 2_000);
    }

    @Test
    void memoryOfAnUnusuallyLargeBatchIsLetGo() throws DamagedBatchException {
        byte[] large = BatchCodec.encode(reals(10_000));
        READER.read(large).clear();

        assertThat(allocatedReading(large)).isGreaterThan(10_000 * 40);
    }

    private static long allocatedReading(byte[] payload) throws DamagedBatchException {
        long before = allocated();
        READER.read(payload).clear();
        return allocated() - before;
    }

    private static long allocated(StoredRecord record) throws DamagedBatchException {
        write(record, false);
        long before = allocated();
        write(record, false);
        return allocated() - before;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static List<Measurement> reals(int rows) {
        List<Measurement> batch = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Point point = new Point("press-1", "value-" + i / 2, "", ValueType.REAL, "Cel");
            Instant source = Samples.TIME.plusMillis(100 * (i % 7));
            batch.add(new Measurement(
                    point, new Value.Real(i * 37 / 1000.0), Quality.GOOD, source, Samples.TIME.plusMillis(3)));
        }
        return batch;
    }

    private static void assertSame(byte[] bytes) {
        StoredRecord record = record(bytes);
        String expected;
        try {
            expected = PlainProfile.json(record, BatchCodec.decode(bytes), false);
        } catch (DamagedBatchException e) {
            expected = e.getMessage();
        }
        String found;
        try {
            found = written(record, false);
        } catch (DamagedBatchException e) {
            found = e.getMessage();
        }
        assertThat(found).isEqualTo(expected);
    }

    private static String written(StoredRecord record, boolean historical) throws DamagedBatchException {
        return new String(write(record, historical), StandardCharsets.UTF_8);
    }

    private static byte[] write(StoredRecord record, boolean historical) throws DamagedBatchException {
        BatchColumns columns = READER.read(record.payload());
        byte[] json = PROFILE.encode(record, columns, historical).payload();
        columns.clear();
        return json;
    }

    private static StoredRecord record(byte[] payload) {
        return new StoredRecord(
                StreamName.DATA, "00c0ffee00c0ffee", 7, Samples.TIME, ClockState.SYNCHRONISED, 1, payload);
    }

    /** With addresses, which the store does not keep. */
    @Provide
    Arbitrary<List<Measurement>> batches() {
        return Combinators.combine(
                        Batches.any(), Arbitraries.of("", "ns=2;s=a").list().ofSize(30))
                .as((batch, addresses) -> {
                    List<Measurement> all = new ArrayList<>();
                    for (int i = 0; i < batch.size(); i++) {
                        all.add(at(addresses.get(i), batch.get(i)));
                    }
                    return all;
                });
    }

    private static Measurement at(String address, Measurement row) {
        Point point = row.point();
        return new Measurement(
                new Point(point.source(), point.name(), address, point.type(), point.unit()),
                row.value(),
                row.quality(),
                row.sourceTime(),
                row.receivedTime(),
                row.statusCode(),
                row.historical());
    }
}
