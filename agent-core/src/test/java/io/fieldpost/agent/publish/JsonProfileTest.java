package io.fieldpost.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.agent.store.StoredRecord;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonProfileTest {
    private static final long TICK_NANOS = 100;

    private final JsonProfileReader reader = new JsonProfileReader();

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(
            @ForAll("batches") List<Measurement> batch, @ForAll boolean historical, @ForAll boolean compressed)
            throws ProfileException {
        StoredRecord record = record(batch.size());
        EncodedMessage message;
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY, compressed ? 1 : Integer.MAX_VALUE)) {
            message = profile.encode(record, Samples.columns(batch), historical);
        }
        ProfileBatch read = reader.read(message.payload(), message.contentEncoding());
        assertThat(read.measurements()).isEqualTo(batch);
        assertThat(read.historical()).isEqualTo(historical);
        assertThat(read.gateway()).isEqualTo(Samples.GATEWAY);
        assertThat(read.stream()).isEqualTo("data");
        assertThat(read.epoch()).isEqualTo(record.epoch());
        assertThat(read.sequence()).isEqualTo(record.sequence());
        assertThat(read.stored()).isEqualTo(record.storedTime());
        assertThat(read.clock()).isEqualTo(record.clock());
    }

    @Property(tries = 1000)
    void everyDoubleIsWrittenShortAndReadBackAsTheSameBits(@ForAll double value) {
        String text = written(value);
        assertThat(Double.doubleToLongBits(Double.parseDouble(text))).isEqualTo(Double.doubleToLongBits(value));
        assertThat(text.chars().filter(Character::isDigit).count()).isLessThanOrEqualTo(20);
    }

    @Property(tries = 1000)
    void aDecimalAsADeviceSendsItIsWrittenAsItIs(@ForAll int thousandths) {
        String text = written(thousandths / 1000.0);
        assertThat(new java.math.BigDecimal(text)).isEqualByComparingTo(java.math.BigDecimal.valueOf(thousandths, 3));
        assertThat(text).contains(".");
    }

    @Property(tries = 1000)
    void everyFloatIsReadBackAsTheSameBits(@ForAll float value) {
        String text = new String(new JsonWriter().real(value).toByteArray(), StandardCharsets.US_ASCII);
        assertThat(Float.floatToIntBits(Float.parseFloat(text))).isEqualTo(Float.floatToIntBits(value));
    }

    @Property(tries = 1000)
    void foreignBytesEndInTheOneDeclaredException(@ForAll byte[] bytes, @ForAll boolean compressed) {
        try {
            reader.read(bytes, compressed ? JsonProfile.DEFLATE : null);
        } catch (ProfileException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aMessageWithBytesChangedEndsInTheOneDeclaredException(
            @ForAll("batches") List<Measurement> batch, @ForAll byte[] noise, @ForAll int at) {
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY, Integer.MAX_VALUE)) {
            byte[] payload = profile.encode(record(batch.size()), Samples.columns(batch), false)
                    .payload();
            int from = Math.floorMod(at, payload.length);
            System.arraycopy(noise, 0, payload, from, Math.min(noise.length, payload.length - from));
            reader.read(payload, null);
        } catch (ProfileException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void aSmallMessageThatInflatesWithoutEndIsRefused() {
        byte[] zeros = new byte[JsonProfileReader.MAX_BYTES + 10];
        java.util.zip.Deflater deflater = new java.util.zip.Deflater();
        deflater.setInput(zeros);
        deflater.finish();
        byte[] out = new byte[1 << 20];
        byte[] small = Arrays.copyOf(out, deflater.deflate(out));
        deflater.end();
        assertThatThrownBy(() -> reader.read(small, JsonProfile.DEFLATE))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining("inflates to more than");
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        String deep = "{\"rows\":{\"value\":[" + "{\"record\":{\"a\":".repeat(5_000);
        assertThatThrownBy(() -> reader.read(deep.getBytes(StandardCharsets.US_ASCII), null))
                .isInstanceOf(ProfileException.class);
    }

    @Test
    void namesOfALaterVersionAreSkipped() throws ProfileException {
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY)) {
            List<Measurement> batch = List.of(Measurement.good(Samples.POINT, new Value.Int(7), Samples.TIME));
            String json = new String(
                    profile.encode(record(1), Samples.columns(batch), false).payload(), StandardCharsets.UTF_8);
            String later = "{\"more\":{\"a\":[1,{}]}," + json.substring(1);
            assertThat(reader.read(later.getBytes(StandardCharsets.UTF_8), null).measurements())
                    .isEqualTo(batch);
        }
    }

    @Test
    void aValueThatIsNoNumberHasAFormOfItsOwn() {
        assertThat(valueAsWritten(new Value.Real(Double.NaN))).isEqualTo("{\"real\":\"NaN\"}");
        assertThat(valueAsWritten(new Value.Real(Double.NEGATIVE_INFINITY))).isEqualTo("{\"real\":\"-Infinity\"}");
        assertThat(valueAsWritten(new Value.Absent())).isEqualTo("null");
    }

    @Test
    void controlCharactersAndHalfSurrogatesAreEscaped() {
        String text = "a\"\\\n\u0000\u007f\ud800é漢\ud83d\ude00";
        assertThat(new String(new JsonWriter().text(text).toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\\"\\\\\\u000a\\u0000\\u007f\\ud800é漢\ud83d\ude00\"");
    }

    @Test
    void longMessagesAreCompressedAndShortOnesAreNot() throws ProfileException {
        Value.Series trace = new Value.Series(87e6, 1e3, "Hz", new float[4_000], new Value.Record(Map.of()));
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY)) {
            EncodedMessage small = profile.encode(record(1), Samples.columns(List.of(good(new Value.Int(1)))), false);
            EncodedMessage large = profile.encode(record(1), Samples.columns(List.of(good(trace))), false);
            assertThat(small.contentEncoding()).isNull();
            assertThat(large.contentEncoding()).isEqualTo("deflate");
            assertThat(large.payload()).hasSizeLessThan(1_000);
            assertThat(reader.read(large.payload(), "deflate").measurements()).isEqualTo(List.of(good(trace)));
        }
    }

    private static Measurement good(Value value) {
        return Measurement.good(Samples.POINT, value, Samples.TIME);
    }

    private static String written(double value) {
        return new String(new JsonWriter().real(value).toByteArray(), StandardCharsets.US_ASCII);
    }

    private static String valueAsWritten(Value value) {
        try (JsonProfile profile = new JsonProfile(Samples.GATEWAY)) {
            String json = new String(
                    profile.encode(record(1), Samples.columns(List.of(good(value))), false)
                            .payload(),
                    StandardCharsets.UTF_8);
            int from = json.indexOf("\"value\":[") + "\"value\":[".length();
            return json.substring(from, json.length() - "]}}".length());
        }
    }

    private static StoredRecord record(int count) {
        return new StoredRecord(
                StreamName.DATA,
                "00c0ffee00c0ffee",
                Long.MAX_VALUE,
                Instant.parse("2026-11-23T08:00:00.123456789Z"),
                ClockState.SYNCHRONISED,
                count,
                new byte[0]);
    }

    @Provide
    Arbitrary<List<Measurement>> batches() {
        Arbitrary<Point> points = Combinators.combine(
                        Arbitraries.of("press-1", "fm-band", ""),
                        texts(3),
                        Arbitraries.of(ValueType.class),
                        Arbitraries.of("1", "Cel", "dB[uV]"))
                .as((source, name, type, unit) -> new Point(source, name, "", type, unit));
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-62_135_596_800L, 253_402_300_799L)
                .flatMap(seconds -> Arbitraries.longs()
                        .between(0, 9_999_999)
                        .map(ticks -> Instant.ofEpochSecond(seconds, ticks * TICK_NANOS)));
        Arbitrary<Integer> statuses =
                Arbitraries.oneOf(Arbitraries.of(Quality.class).map(Quality::opcUaStatus), Arbitraries.integers());
        return Combinators.combine(points, values(2), statuses, times, times, Arbitraries.of(true, false))
                .as(JsonProfileTest::measurement)
                .list()
                .ofMaxSize(20);
    }

    private static Measurement measurement(
            Point point, Value value, int status, Instant sourceTime, Instant receivedTime, boolean historical) {
        Quality quality = Quality.ofOpcUaStatus(status);
        Value told = quality.severity() == Quality.Severity.BAD ? new Value.Absent() : value;
        return new Measurement(point, told, quality, sourceTime, receivedTime, status, historical);
    }

    private static Arbitrary<Value> values(int depth) {
        Arbitrary<Value> plain = Arbitraries.oneOf(
                Arbitraries.of(true, false).map(Value.Bool::new),
                Arbitraries.longs().map(Value.Int::new),
                Arbitraries.oneOf(
                                Arbitraries.doubles(),
                                Arbitraries.of(Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE))
                        .map(Value.Real::new),
                texts(8).map(Value.Text::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Value.Bytes::new),
                Arbitraries.just(new Value.Absent()));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Value.Record> records = Arbitraries.maps(texts(3), values(depth - 1))
                .ofMaxSize(3)
                .map(LinkedHashMap::new)
                .map(Value.Record::new);
        Arbitrary<Float> floats =
                Arbitraries.oneOf(Arbitraries.floats(), Arbitraries.of(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f));
        Arbitrary<Value> series = Combinators.combine(
                        Arbitraries.doubles(),
                        Arbitraries.doubles(),
                        floats.list().ofMaxSize(9),
                        records)
                .as((start, step, list, conditions) -> new Value.Series(start, step, "Hz", array(list), conditions));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, plain),
                net.jqwik.api.Tuple.of(
                        1,
                        values(depth - 1)
                                .list()
                                .ofMaxSize(3)
                                .map(Value.Array::new)
                                .map(array -> (Value) array)),
                net.jqwik.api.Tuple.of(1, records.map(record -> (Value) record)),
                net.jqwik.api.Tuple.of(1, series));
    }

    /** Well-formed, as the store keeps it. */
    private static Arbitrary<String> texts(int longest) {
        return Arbitraries.strings()
                .ofMaxLength(longest)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static float[] array(List<Float> list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i);
        }
        return values;
    }
}
