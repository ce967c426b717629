package io.fieldpost.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final Point TEMPERATURE = new Point("press-1", "barrel_temperature", "", ValueType.REAL, "Cel");

    @Property(tries = 500)
    void whatIsEncodedIsDecodedEqual(@ForAll("batches") List<Measurement> batch) throws DamagedBatchException {
        assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }

    @Property(tries = 1000)
    void foreignBytesGiveTheOneExceptionAndNoOther(@ForAll byte[] bytes) {
        decodeOrRefuse(bytes);
    }

    @Property(tries = 1000)
    void damagedBatchGivesTheOneExceptionAndNoOther(
            @ForAll("batches") List<Measurement> batch, @ForAll int place, @ForAll byte value, @ForAll int length) {
        byte[] bytes = BatchCodec.encode(batch);
        bytes[Math.floorMod(place, bytes.length)] = value;
        decodeOrRefuse(bytes);
        decodeOrRefuse(Arrays.copyOf(bytes, Math.floorMod(length, bytes.length)));
    }

    @Test
    void hundredNanosecondsOfAnOpcUaTimeSurvive() throws DamagedBatchException {
        Instant start = Instant.parse("1601-01-01T00:00:00.0000001Z");
        Instant end = Instant.parse("+31086-01-01T23:59:59.9999999Z");
        List<Measurement> batch = List.of(
                new Measurement(TEMPERATURE, new Value.Real(0.1), Quality.GOOD, start, NOW),
                new Measurement(TEMPERATURE, new Value.Real(0.1), Quality.GOOD, end, NOW.plusNanos(1)));

        assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }

    @Test
    void plainBatchHasTheBytesOfTheReference() {
        List<Measurement> batch = List.of(Measurement.good(TEMPERATURE, new Value.Real(215.5), NOW));

        assertThat(HexFormat.of().formatHex(BatchCodec.encode(batch)))
                .isEqualTo("0201" + "c5" + "0007" + hex("press-1") + "0012" + hex("barrel_temperature") + "0003"
                        + hex("Cel") + "03" + "c0baa0b00d" + "ef03" + "00805743");
    }

    @Test
    void hundredPolledRealsTakeLessThanSixBytesEachBeyondTheirNames() {
        List<Measurement> many = new ArrayList<>();
        int names = 0;
        for (int i = 0; i < 100; i++) {
            Point point = new Point("press-1", "value-" + i, "ns=2;s=" + i, ValueType.REAL, "Cel");
            names += 6 + point.name().length();
            many.add(Measurement.good(point, new Value.Real(i * 0.5), NOW));
        }

        assertThat(BatchCodec.encode(many).length - names).isLessThan(600);
    }

    @Test
    void qualityIsKeptByItsOpcUaCode() throws DamagedBatchException {
        List<Measurement> batch = new ArrayList<>();
        for (Quality quality : Quality.values()) {
            boolean bad = quality.severity() == Quality.Severity.BAD;
            Value value = bad ? new Value.Absent() : new Value.Int(1);
            batch.add(new Measurement(TEMPERATURE, value, quality, NOW, NOW));
        }

        assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }

    @Test
    void nestingIsBoundedBothWays() {
        Value value = new Value.Int(1);
        for (int i = 0; i <= ValueCodec.MAX_DEPTH; i++) {
            value = new Value.Record(Map.of("in", value));
        }
        List<Measurement> batch = List.of(Measurement.good(TEMPERATURE, value, NOW));

        assertThatThrownBy(() -> BatchCodec.encode(batch)).hasMessageContaining("nested deeper than 32");
    }

    @Test
    void announcedLengthBeyondTheInputIsRefusedBeforeAnythingIsAllocated() {
        byte[] bytes = HexFormat.of().parseHex("02ffffffff07");

        assertThatThrownBy(() -> BatchCodec.decode(bytes))
                .isInstanceOf(DamagedBatchException.class)
                .hasMessage("damaged batch: 2147483647 announced, room for 0 at byte 6 of 6");
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            assertThat(BatchCodec.decode(bytes)).isNotNull();
        } catch (DamagedBatchException e) {
            assertThat(e).hasMessageStartingWith("damaged batch: ");
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Provide
    static Arbitrary<List<Measurement>> batches() {
        return Batches.any();
    }
}
