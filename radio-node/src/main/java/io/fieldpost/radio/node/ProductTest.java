package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionId;
import io.fieldpost.radio.gain.IntermodulationTest;
import io.fieldpost.radio.gain.Origin;
import io.fieldpost.radio.licence.BoardFacts;
import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.mission.MissionScheduler;
import io.fieldpost.radio.mission.Timing;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Sweep;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds out whether an emission is made by the receiver: scans its band as it is, with about 3 dB less gain, and as it is again, and tells the
 * band's monitor what fell by more than the gain. Only at a fixed gain with a lower one beside it; at most once a minute. One thread.
 *
 * <p>An RTL-SDR has no attenuator, so the gain of its tuner stands in for one. What the stage ahead of that makes falls no more than a true
 * signal, and is then taken for one: an alarm too many, never one too few.
 */
final class ProductTest {
    private static final int PRIORITY = 100;
    private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LEAST_STEP_TENTHS = 20;
    private static final int USUAL_STEP_TENTHS = 30;

    private final MissionScheduler<SampleBlock> scheduler;
    private final ReceiverPort port;
    private final Surroundings surroundings;
    private final Outlet outlet;
    private final List<Integer> gains;
    private long tests;
    private boolean rested = true;
    private long restUntilNanos;

    /** @param gainsTenthsOfDb what the receiver has, ascending; empty when that is not known, and then nothing is ever tested */
    ProductTest(
            MissionScheduler<SampleBlock> scheduler,
            ReceiverPort port,
            Surroundings surroundings,
            Outlet outlet,
            List<Integer> gainsTenthsOfDb) {
        this.scheduler = scheduler;
        this.port = port;
        this.surroundings = surroundings;
        this.outlet = outlet;
        gains = gainsTenthsOfDb;
    }

    /** An emission of this band may be a product. */
    void wanted(BandMonitor monitor, SweepPlan plan, EmissionId suspect, long nowNanos) {
        OptionalInt lower = lowerGain();
        if (lower.isEmpty() || !rested && nowNanos - restUntilNanos < 0) {
            return;
        }
        rested = false;
        restUntilNanos = nowNanos + REST_NANOS;
        Map<EmissionId, IntermodulationTest.Span> spans = new HashMap<>();
        for (Emission emission : monitor.active()) {
            if (emission.id().equals(suspect)) {
                spans.put(suspect, new IntermodulationTest.Span(emission.startHz(), emission.stopHz()));
            }
        }
        scheduler.add(
                "products-" + ++tests,
                new ThreeScans(monitor, plan, spans, new Gain.Fixed(lower.getAsInt())),
                Timing.once(PRIORITY),
                nowNanos);
    }

    /** The gain that is nearest to 3 dB below the present one, and at least 2 dB below. */
    private OptionalInt lowerGain() {
        if (!(surroundings.gain() instanceof Gain.Fixed)) {
            return OptionalInt.empty();
        }
        int now = (int) Math.round(surroundings.gainDb() * 10);
        return gains.stream()
                .mapToInt(Integer::intValue)
                .filter(gain -> now - gain >= LEAST_STEP_TENTHS)
                .reduce((a, b) ->
                        Math.abs(now - a - USUAL_STEP_TENTHS) < Math.abs(now - b - USUAL_STEP_TENTHS) ? a : b);
    }

    /** Before, during and after less gain. */
    private final class ThreeScans implements Activity<SampleBlock> {
        private static final int SCANS = 3;
        private static final int DURING = 1;

        private final BandMonitor monitor;
        private final Map<EmissionId, IntermodulationTest.Span> spans;
        private final Gain lower;
        private final Gain usual = surroundings.gain();
        private final double stepDb;
        private final Sweep sweep;
        private final List<SpectrumRow> rows = new ArrayList<>();

        ThreeScans(
                BandMonitor monitor,
                SweepPlan plan,
                Map<EmissionId, IntermodulationTest.Span> spans,
                Gain.Fixed lower) {
            this.monitor = monitor;
            this.spans = spans;
            this.lower = lower;
            stepDb = surroundings.gainDb() - lower.db();
            sweep = new Sweep(plan, port);
        }

        @Override
        public void begin(long nowNanos, long skippedStarts) {
            port.gain(rows.size() == DURING ? lower : usual);
            sweep.begin(nowNanos);
        }

        @Override
        public void suspend(long nowNanos) {
            port.gain(usual);
        }

        @Override
        public void resume(long nowNanos) {
            begin(nowNanos, 0);
        }

        @Override
        public boolean step(SampleBlock block, long nowNanos) {
            Trace trace = sweep.step(block.iq(), block.length(), block.format(), block.firstSample(), nowNanos, 0);
            if (trace == null) {
                return false;
            }
            rows.add(ScanMission.row(trace, outlet.now()));
            if (rows.size() < SCANS) {
                begin(nowNanos, 0);
                return false;
            }
            judge();
            return true;
        }

        private void judge() {
            spans.forEach((id, span) -> {
                Origin origin = new IntermodulationTest(stepDb)
                        .classify(rows.get(0), rows.get(DURING), rows.get(2), List.of(span))
                        .get(0);
                switch (origin.kind()) {
                    case TRUE -> monitor.learn(id, BoardFacts.AttenuationTest.TRUE_SIGNAL);
                    case SECOND_ORDER, THIRD_ORDER -> monitor.learn(id, BoardFacts.AttenuationTest.PRODUCT);
                    case UNSURE -> {
                        // Nothing is known, and asked again when the next notice comes.
                    }
                }
                outlet.event(
                        "intermodulation_test",
                        new Fields()
                                .text("emission", id.toString())
                                .text("origin", origin.kind().name().toLowerCase(Locale.ROOT))
                                .decibels("step_db", stepDb)
                                .decibels("drop_db", origin.dropDb())
                                .text("reason", origin.reason())
                                .record(),
                        outlet.now());
            });
        }

        @Override
        public void end() {
            port.gain(usual);
        }
    }
}
