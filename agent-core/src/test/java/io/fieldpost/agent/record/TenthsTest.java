package io.fieldpost.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldpost.agent.StreamName;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TenthsTest {
    private static final Point BAND = new Point("fm", "spectrum", "", ValueType.SERIES, "dB");
    private static final Value.Record NONE = new Value.Record(Map.of());

    @Test
    void valuesAreRoundedToTheNearestTenthAndComeBackAsThoseVeryFloats() throws DamagedBatchException {
        float[] levels = {-87.34f, -87.36f, -0.04f, 0f, Float.NaN, Float.NEGATIVE_INFINITY, 3276.6f, Float.NaN, -87.3f};
        Value.Series series = Value.Series.inTenths(88e6, 1e4, "Hz", levels, NONE);

        assertThat(series.values())
                .containsExactly(
                        -87.3f, -87.4f, 0f, 0f, Float.NaN, Float.NEGATIVE_INFINITY, 3276.6f, Float.NaN, -87.3f);
        byte[] bytes = encoded(series);
        assertThat(BatchCodec.decode(bytes).get(0).value()).isEqualTo(series);
        assertThat(bytes[0]).isEqualTo((byte) 3);
    }

    @Test
    void bitsAreThoseOfTheReference() {
        ByteSink sink = new ByteSink(16);
        Tenths.write(sink, new float[] {0.2f, 0.1f, 0.1f});

        // Differences 2, -1, 0 are zigzag 4, 1, 0. With k = 0 (bits 0000): 11110, 10, 0. Lowest bit first: 11110000 and
        // 00000010.
        assertThat(HexFormat.of().formatHex(sink.followedBy(new ByteSink(0)))).isEqualTo("03" + "f0" + "02");
    }

    @Test
    void aSeriesThatIsNotOfTenthsStaysAsItIsInABatchOfVersionTwo() throws DamagedBatchException {
        for (float odd : new float[] {0.05f, -0.0f, 4000f, Math.nextUp(0.3f)}) {
            Value.Series series = new Value.Series(0, 1, "Hz", new float[] {1.5f, odd, Float.NaN}, NONE);
            byte[] bytes = encoded(series);

            assertThat(bytes[0]).isEqualTo((byte) 2);
            assertThat(((Value.Series) BatchCodec.decode(bytes).get(0).value()).values())
                    .isEqualTo(series.values());
        }
    }

    @Test
    void noiseTakesLessThanSixAndAHalfBitsAValue() {
        // Sixteen averages leave a deviation of 1.1 dB about the floor; two neighbours differ by 1.5 dB: 6.0 bits of
        // entropy.
        SplittableRandom random = new SplittableRandom(1);
        float[] levels = new float[2_100];
        for (int i = 0; i < levels.length; i++) {
            double power = 0;
            for (int average = 0; average < 16; average++) {
                power -= Math.log(1 - random.nextDouble()) / 16;
            }
            levels[i] = (float) (-95 + 10 * Math.log10(power));
        }
        Value.Series series = Value.Series.inTenths(87e6, 1e4, "Hz", levels, NONE);

        assertThat(encoded(series).length * 8.0 / levels.length).isLessThan(6.5);
    }

    @Test
    void aBatchAfterOneWithTenthsHasItsOwnVersion() {
        BatchWriter writer = new BatchWriter(StreamName.BULK);
        writer.add(measurement(Value.Series.inTenths(0, 1, "Hz", new float[] {1}, NONE)));
        assertThat(writer.finish().payload()[0]).isEqualTo((byte) 3);
        writer.add(measurement(new Value.Int(1)));
        assertThat(writer.finish().payload()[0]).isEqualTo((byte) 2);
    }

    @Test
    void moreValuesThanThereAreBitsAreRefusedBeforeAnythingIsAllocated() {
        ByteSink sink = new ByteSink(16);
        sink.varint(17);
        sink.u16(0);

        assertThatThrownBy(() -> Tenths.read(new ByteSource(sink.followedBy(new ByteSink(0)))))
                .isInstanceOf(DamagedBatchException.class)
                .hasMessage("damaged batch: 17 announced, room for 16 at byte 1 of 3");
    }

    @Test
    void aLevelBeyondSixteenBitsIsRefused() {
        ByteSink all = new ByteSink(32);
        all.varint(1);
        // k = 0, twenty ones, and the 17 bits of 131070: 65535.
        all.u8(0xF0);
        all.u16(0xFFFF);
        all.u8(0xFE);
        all.u16(0xFFFF);

        assertThatThrownBy(() -> Tenths.read(new ByteSource(all.followedBy(new ByteSink(0)))))
                .isInstanceOf(DamagedBatchException.class)
                .hasMessageContaining("a tenth beyond 16 bits");
    }

    private static byte[] encoded(Value.Series series) {
        return BatchCodec.encode(List.of(measurement(series)));
    }

    private static Measurement measurement(Value value) {
        return Measurement.good(BAND, value, Instant.EPOCH);
    }
}
