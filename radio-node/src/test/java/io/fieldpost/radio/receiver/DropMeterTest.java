package io.fieldpost.radio.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DropMeterTest {
    private static final long RATE = 2_400_000;
    private static final long TRANSFER = 131_072;
    private static final long TRANSFER_NANOS = TRANSFER * 1_000_000_000 / RATE;

    private final DropMeter meter = new DropMeter(RATE, 0, 0);
    private final Random random = new Random(1);
    private long samples;
    private long nanos;

    @Test
    void lateArrivalsAreNoLoss() {
        transfers(1000, 0);

        assertThat(meter.dropped()).isZero();
    }

    @Test
    void crystalThatIsHundredPpmSlowIsNoLoss() {
        transfers(2000, TRANSFER_NANOS / 10_000);

        assertThat(meter.dropped()).isZero();
    }

    @Test
    void lostTransferIsCounted() {
        transfers(100, 0);
        nanos += TRANSFER_NANOS;
        transfers(100, 0);

        assertThat(meter.dropped()).isCloseTo(TRANSFER, within(RATE / 100));
    }

    @Test
    void whatComesAfterAllIsTakenOff() {
        transfers(100, 0);
        nanos += 30 * TRANSFER_NANOS;
        transfers(30, 0);
        assertThat(meter.dropped()).isCloseTo(30 * TRANSFER, within(RATE / 100));
        samples += 30 * TRANSFER;
        transfers(30, 0);

        assertThat(meter.dropped()).isLessThan(RATE / 100);
    }

    @Test
    void whatIsStillOnItsWayCountsAsTaken() {
        transfers(100, 0);
        long before = samples;
        nanos += 10 * TRANSFER_NANOS;

        assertThat(meter.taken(nanos)).isCloseTo(before + 10 * TRANSFER, within(RATE / 100));
    }

    @Test
    void beforeAnythingArrivedAllSinceTheStartIsTaken() {
        // The transfer that was begun before the start was noticed, and what came since.
        assertThat(meter.taken(TRANSFER_NANOS / 2)).isBetween(TRANSFER + TRANSFER / 2 - 1, TRANSFER + TRANSFER / 2);
    }

    @Test
    void firstPieceOfALateTransferDoesNotHideTheRestOfIt() {
        // All of a transfer came 20 ms late, and a quarter of it is read.
        long now = TRANSFER_NANOS + 20_000_000;
        meter.arrived(TRANSFER / 4, now);

        assertThat(meter.taken(now)).isGreaterThanOrEqualTo(TRANSFER + RATE / 50);
    }

    /** Transfers that arrive up to 5 ms late, and {@code slower} nanoseconds each behind the nominal rate. */
    private void transfers(int count, long slower) {
        for (int i = 0; i < count; i++) {
            nanos += TRANSFER_NANOS + slower;
            samples += TRANSFER;
            meter.arrived(samples, nanos + random.nextInt(5_000_000));
        }
    }
}
