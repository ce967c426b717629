package io.fieldpost.radio.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.simulation.RdsEncoder;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class BlockSyncTest {
    private static final int GROUP = 104;

    private final BlockCount count = new BlockCount();
    private final RdsDecoder decoder = new RdsDecoder();
    private final BlockSync sync = new BlockSync(group -> decoder.accept(group, 0), count);
    private final byte[] bits = RdsEncoder.bits(Listening.CITY, 60 * GROUP);

    @Test
    void startsAnywhereInAGroup() {
        feed(37, bits.length, n -> bits[n]);

        assertThat(reading().programmeService()).isEqualTo("CITY 891");
        assertThat(reading().radioText()).isEqualTo(Listening.CITY.text());
        assertThat(reading().programmeType()).isEqualTo(1);
        assertThat(reading().trafficProgramme()).isTrue();
        assertThat(reading().trafficAnnouncement()).isFalse();
        assertThat(count.erroneous()).isZero();
    }

    @Test
    void burstsOfTwoBitsAreCorrectedAtOnceAndOfFiveOnlyWhileReceptionIsGood() {
        feed(0, 10 * GROUP, n -> bits[n]);
        feed(10 * GROUP, 11 * GROUP, n -> bits[n] ^ (n % 26 == 9 || n % 26 == 10 ? 1 : 0));
        assertThat(count.erroneous()).isEqualTo(4);
        assertThat(count.lost()).isZero();
        feed(11 * GROUP, 12 * GROUP, n -> bits[n] ^ (n % 26 == 9 || n % 26 == 13 ? 1 : 0));
        assertThat(count.lost()).isZero();

        // Now every block has a burst: after a quarter of 32 in a row, five bits are no longer trusted.
        feed(12 * GROUP, 20 * GROUP, n -> bits[n] ^ (n % 26 == 9 || n % 26 == 13 ? 1 : 0));
        assertThat(count.lost()).isGreaterThanOrEqualTo(24);
    }

    @Test
    void slipOfABitCostsTheGroupUnderWayAndTheNext() {
        feed(0, 10 * GROUP, n -> bits[n]);
        feed(10 * GROUP + 1, bits.length, n -> bits[n]);

        assertThat(sync.synchronised()).isTrue();
        assertThat(count.lost()).isBetween(1L, 8L);
        assertThat(reading().programmeService()).isEqualTo("CITY 891");
    }

    @Test
    void noiseIsGivenUpAndSaysNothing() {
        feed(0, 10 * GROUP, n -> bits[n]);
        Random random = new Random(3);
        feed(0, 200_000, n -> random.nextInt(2));

        assertThat(reading().programmeIdentification()).isEqualTo(0xC1A7);
        assertThat(reading().programmeService()).isNull();
        assertThat(reading().radioText()).isNull();
    }

    @Test
    void anHourOfNoiseIdentifiesNobody() {
        Random random = new Random(4);
        feed(0, 4_275_000, n -> random.nextInt(2));

        assertThat(reading().programmeIdentification()).isNull();
        assertThat(reading().programmeService()).isNull();
        assertThat(reading().radioText()).isNull();
        assertThat(reading().programmeType()).isNull();
    }

    @Test
    void anyValidGroupsInAnyOrderAreTakenWithoutAnException() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            int[] group = RdsEncoder.group(
                    random.nextInt(1 << 16), random.nextInt(1 << 16), random.nextInt(1 << 16), random.nextInt(1 << 16));
            for (int block : group) {
                for (int bit = 25; bit >= 0; bit--) {
                    sync.accept(block >> bit & 1);
                }
            }
        }
        RdsReading reading = reading();
        assertThat(count.erroneous()).isZero();
        assertThat(java.util.Arrays.stream(reading.groupCounts()).sum()).isGreaterThan(19_990);
        assertThat(reading.programmeIdentification()).isNull();
    }

    private void feed(int from, int to, IntUnaryOperator bit) {
        for (int n = from; n < to; n++) {
            sync.accept(bit.applyAsInt(n));
        }
    }

    private RdsReading reading() {
        return decoder.reading(sync.synchronised(), count);
    }
}
