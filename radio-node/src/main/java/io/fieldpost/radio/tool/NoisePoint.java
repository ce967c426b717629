package io.fieldpost.radio.tool;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.calibration.YFactor;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.HopPlan;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Sweep;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import io.fieldpost.radio.spectrum.Window;
import java.time.InstantSource;

/** The Y factor around one frequency, from one tuning's width of spectrum. */
final class NoisePoint {
    private static final long USUAL_RESOLUTION_HZ = 25_000;
    private static final int AVERAGES = 128;

    private final OpenReceiver radio;
    private final InstantSource clock;
    private final SweepPlan plan;
    private final Sweep sweep;
    private final YFactor procedure;
    private YFactor.Step step;

    NoisePoint(long frequencyHz, YFactor.Setup setup, OpenReceiver radio, InstantSource clock) {
        this.radio = radio;
        this.clock = clock;
        long rate = radio.sampleRateHz();
        long resolution = Math.min(USUAL_RESOLUTION_HZ, SweepPlan.coarsestHz(rate));
        long half = HopPlan.reach(rate, resolution) * resolution;
        long middleHz = frequencyHz / resolution * resolution;
        Grid grid = Grid.of(Math.max(resolution, middleHz - half), middleHz + half, resolution);
        plan = SweepPlan.of("y-factor", grid, rate, Window.HANN, AVERAGES, radio.settleSamples());
        sweep = new Sweep(plan, radio::tune);
        procedure = new YFactor(setup);
        step = procedure.begin();
    }

    /** What the source has to be switched to, or the result. */
    YFactor.Step step() {
        return step;
    }

    /** Measures with the source as it is now. */
    void measure(BlockFeed feed) throws DriverException, InterruptedException, ToolException {
        do {
            sweep.begin(System.nanoTime());
            feed.until(this::accept);
        } while (step instanceof YFactor.More);
    }

    private boolean accept(SampleBlock block) {
        Trace trace = sweep.step(block.iq(), block.length(), block.format(), block.firstSample(), System.nanoTime(), 0);
        if (trace == null) {
            return false;
        }
        step = procedure.step(new SpectrumRow(
                plan.grid().startHz(),
                plan.grid().resolutionHz(),
                trace.levelDbfs(),
                LevelUnit.DBFS,
                trace.looks(),
                radio.timeOf(radio.nextSample(), clock),
                Overload.of(trace.clipping()) == Overload.OVERLOADED ? "overload; take a smaller --gain" : ""));
        return true;
    }
}
