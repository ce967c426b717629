package io.fieldpost.radio.node;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.receiver.SettleCalibration;
import io.fieldpost.radio.receiver.SettleTime;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.HopPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long the receiver takes to settle, before its missions begin, because their plans are made with that. Takes 4.6 s of
 * signal, and in any case no more than {@value #MOST_SECONDS} s; where nothing was seen, the usual time stays. On the thread that takes blocks.
 */
final class SettleTrial implements ReceiverLoop.Prelude {
    private static final int TRIES = 6;
    private static final long MOST_SECONDS = 6;
    private static final long MOST_NANOS = MOST_SECONDS * 1_000_000_000;

    /** Beyond what an RTL-SDR sees at its usual rate, so that something else is there. */
    private static final long APART_HZ = 2_000_000;

    /**
     * Where to tune to and fro.
     *
     * @param firstHz first frequency
     * @param secondHz the other
     */
    record Pair(long firstHz, long secondHz) {
        /**
         * What these missions tune to: the first two hops of the first that scans in hops; otherwise what is tuned to first, and 2 MHz above.
         *
         * @throws IllegalArgumentException when a band can't be scanned at this rate
         */
        static Pair of(List<Mission> missions, long sampleRateHz) {
            for (Mission mission : missions) {
                FrequencyRange band = mission.band();
                if (band != null) {
                    List<HopPlan.Hop> hops =
                            mission.plan(band, sampleRateHz, 0).hopPlan().hops();
                    long firstHz = hops.get(0).centerHz();
                    return hops.size() > 1 ? new Pair(firstHz, hops.get(1).centerHz()) : beside(firstHz);
                }
            }
            Mission first = missions.get(0);
            return beside(
                    first.record() == null
                            ? first.watch().get(0).hertz()
                            : first.record().hertz());
        }

        private static Pair beside(long firstHz) {
            return new Pair(firstHz, firstHz + APART_HZ);
        }
    }

    /** What comes after it. */
    @FunctionalInterface
    interface Begin {
        void begin() throws DriverException;
    }

    private final ReceiverPort port;
    private final Pair pair;
    private final Outlet outlet;
    private final LongSupplier nanoTime;
    private final Begin then;
    private @Nullable SettleCalibration calibration;
    private long endNanos;

    SettleTrial(ReceiverPort port, Pair pair, Outlet outlet, LongSupplier nanoTime, Begin then) {
        this.port = port;
        this.pair = pair;
        this.outlet = outlet;
        this.nanoTime = nanoTime;
        this.then = then;
    }

    @Override
    public boolean step(SampleBlock block) throws DriverException {
        if (port.fixedCenterHz().isPresent()) {
            tell(false, "the receiver stays at one frequency");
            then.begin();
            return true;
        }
        if (calibration == null) {
            calibration = new SettleCalibration(port, pair.firstHz(), pair.secondHz(), TRIES, port.sampleRateHz());
            endNanos = nanoTime.getAsLong() + MOST_NANOS;
        }
        if (!calibration.step(block) && nanoTime.getAsLong() - endNanos < 0) {
            return false;
        }
        finish(calibration.result());
        then.begin();
        return true;
    }

    private void finish(SettleTime found) {
        Optional<Duration> settle = found.settle();
        settle.ifPresent(time -> port.settle(time.toMillis() * port.sampleRateHz() / 1000));
        tell(settle.isPresent(), found.fact());
    }

    private void tell(boolean measured, String reason) {
        outlet.event(
                "settle",
                new Fields()
                        .real("settle_ms", port.settleSamples() * 1000.0 / port.sampleRateHz())
                        .flag("measured", measured)
                        .text("reason", reason)
                        .record(),
                outlet.now());
    }
}
