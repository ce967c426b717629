package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.spectrum.Sweep;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Trace;
import io.fieldpost.radio.spectrum.Tuner;

/** One scan of a band a run. A scan that was interrupted goes on with the hop at which it was. */
final class ScanActivity implements Activity<SampleBlock> {
    /** Takes what scans give. */
    @FunctionalInterface
    interface Traces {
        void accept(Trace trace, long nowNanos);

        /** The receiver is about to be tuned for one. */
        default void beginning() {}

        /** No more will come. */
        default void end() {}
    }

    private final Sweep sweep;
    private final Traces traces;
    private long skippedStarts;

    ScanActivity(SweepPlan plan, Tuner tuner, Traces traces) {
        sweep = new Sweep(plan, tuner);
        this.traces = traces;
    }

    @Override
    public void begin(long nowNanos, long skipped) {
        skippedStarts = skipped;
        traces.beginning();
        sweep.begin(nowNanos);
    }

    @Override
    public void suspend(long nowNanos) {
        // What the hops before this one gave is kept; this one is measured again.
    }

    @Override
    public void resume(long nowNanos) {
        traces.beginning();
        sweep.resume();
    }

    @Override
    public boolean step(SampleBlock block, long nowNanos) {
        Trace trace =
                sweep.step(block.iq(), block.length(), block.format(), block.firstSample(), nowNanos, skippedStarts);
        if (trace == null) {
            return false;
        }
        traces.accept(trace, nowNanos);
        return true;
    }

    @Override
    public void end() {
        traces.end();
    }
}
