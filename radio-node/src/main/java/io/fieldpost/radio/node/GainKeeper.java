package io.fieldpost.radio.node;

import io.fieldpost.radio.gain.GainControl;
import io.fieldpost.radio.gain.GainSettings;
import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Trace;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Sets the gain of each scanned band from what its scans see, and says so as an event {@code gain}. A change is made before the next scan
 * begins, so no trace is measured with two gains. One thread.
 */
final class GainKeeper {
    private final GainControl control;
    private final ReceiverPort port;
    private final Surroundings surroundings;
    private final Outlet outlet;
    private final NoiseFloor noise = new NoiseFloor();

    /** @param gainsTenthsOfDb what the receiver has, ascending */
    GainKeeper(int[] gainsTenthsOfDb, ReceiverPort port, Surroundings surroundings, Outlet outlet) {
        control = new GainControl(GainSettings.of(gainsTenthsOfDb, SampleFormat.CU8));
        this.port = port;
        this.surroundings = surroundings;
        this.outlet = outlet;
    }

    /** A scan of this mission is about to tune. */
    void beginning(String mission) {
        Gain.Fixed wanted = control.gain(mission);
        if (!wanted.equals(surroundings.gain())) {
            port.gain(wanted);
            surroundings.gain(wanted, OptionalInt.empty());
        }
    }

    /** Takes what a scan saw. */
    void scanned(Trace trace, long nowNanos) {
        if (!(surroundings.gain() instanceof Gain.Fixed gain)) {
            return;
        }
        String mission = trace.plan().mission();
        GainControl.Decision decision = control.step(
                new GainControl.Observation(mission, gain, trace.clipping().fraction(), false, noiseDbfs(trace)),
                nowNanos);
        if (decision.changed()) {
            outlet.event(
                    "gain",
                    new Fields()
                            .text("mission", mission)
                            .real("from_db", gain.db())
                            .real("to_db", decision.gain().db())
                            .text("reason", decision.reason())
                            .record(),
                    outlet.now());
        }
    }

    /** The noise in the whole sampled bandwidth: the median over the band of its floor. */
    private double noiseDbfs(Trace trace) {
        SpectrumRow row = ScanMission.row(trace, outlet.now());
        float[] floor = noise.of(row);
        Arrays.sort(floor);
        double cell = floor[floor.length / 2];
        return cell + 10 * Math.log10(port.sampleRateHz() / row.stepHz());
    }
}
