package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.SampleBlock;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Looks at some channels, one after the other, and reports each. One that was interrupted is looked at anew. */
final class ChannelLook implements Activity<SampleBlock> {
    private final ReceiverPort port;
    private final List<Long> frequenciesHz;
    private final Dwell dwell;
    private final LevelScale scale;
    private final InstantSource clock;
    private final Consumer<ChannelReport> reports;
    private int next;
    private ChannelStudy study;

    /** @param frequenciesHz at least one */
    ChannelLook(
            ReceiverPort port,
            List<Long> frequenciesHz,
            Dwell dwell,
            LevelScale scale,
            InstantSource clock,
            Consumer<ChannelReport> reports) {
        this.port = port;
        this.frequenciesHz = frequenciesHz;
        this.dwell = dwell;
        this.scale = scale;
        this.clock = clock;
        this.reports = reports;
        study = study();
    }

    private ChannelStudy study() {
        return new ChannelStudy(port, frequenciesHz.get(next), dwell, scale);
    }

    @Override
    public void begin(long nowNanos, long skippedStarts) {
        next = 0;
        resume(nowNanos);
    }

    @Override
    public void suspend(long nowNanos) {
        // Half a look says nothing.
    }

    @Override
    public void resume(long nowNanos) {
        study = study();
        study.tune();
    }

    @Override
    public boolean step(SampleBlock block, long nowNanos) {
        if (!study.step(block)) {
            return false;
        }
        reports.accept(study.report(clock.instant()));
        if (++next == frequenciesHz.size()) {
            return true;
        }
        resume(nowNanos);
        return false;
    }
}
