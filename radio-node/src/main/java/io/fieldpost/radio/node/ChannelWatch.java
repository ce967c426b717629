package io.fieldpost.radio.node;

import io.fieldpost.radio.mission.Activity;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.receiver.eb200.ReceiverRanges;
import io.fieldpost.radio.settings.Mission;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at some frequencies with a receiver that measures by itself, one after the other: at the spectrum around each and its level, for a
 * time. One that was interrupted is looked at anew. What still belongs to what the receiver looked at before is left out.
 */
final class ChannelWatch implements Activity<Reception> {
    private final String mission;
    private final PanoramaPort port;
    private final List<IfPanorama> tasks;
    private final double bandwidthHz;
    private final Duration dwell;
    private final Consumer<WatchedChannel> results;
    private int next;
    private WatchedChannel channel;

    /** @param mission one that watches */
    ChannelWatch(Mission mission, PanoramaPort port, Consumer<WatchedChannel> results) {
        this.mission = mission.name();
        this.port = port;
        this.results = results;
        bandwidthHz = mission.bandwidth().hertz();
        dwell = mission.dwell();
        tasks = mission.watch().stream()
                .map(frequency -> task(frequency.hertz(), mission.bandwidth().hertz()))
                .toList();
        channel = new WatchedChannel(tasks.get(0), bandwidthHz);
    }

    /** What shows a channel of a width. */
    static IfPanorama task(long frequencyHz, long bandwidthHz) {
        return new IfPanorama(
                frequencyHz, ReceiverRanges.spanFor(bandwidthHz), ReceiverRanges.filterFor(bandwidthHz), null);
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
        channel = new WatchedChannel(tasks.get(next), bandwidthHz);
        port.want(mission, tasks.get(next));
    }

    @Override
    public boolean step(Reception reception, long nowNanos) {
        if (reception instanceof Reception.Row row) {
            channel.row(row.row(), nowNanos);
        } else if (reception instanceof Reception.Level level) {
            channel.level(level.reading());
        }
        if (!channel.seenFor(dwell, nowNanos)) {
            return false;
        }
        results.accept(channel);
        if (++next == tasks.size()) {
            return true;
        }
        resume(nowNanos);
        return false;
    }
}
