package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.eb200.LevelReading;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.IfPanorama;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;

/** What a receiver that measures by itself showed of one channel: the mean of the spectra around it, and of its levels. One thread. */
final class WatchedChannel {
    private final IfPanorama task;
    private final double bandwidthHz;
    private final MeanRow spectra = new MeanRow();
    private double levelPower;
    private int levels;
    private long firstNanos;
    private long lastNanos;

    /** @param bandwidthHz width of the channel in the middle of what the task shows */
    WatchedChannel(IfPanorama task, double bandwidthHz) {
        this.task = task;
        this.bandwidthHz = bandwidthHz;
    }

    /** Takes a spectrum, unless it is one of something else. */
    void row(SpectrumRow row, long nowNanos) {
        if (task.shows(row)) {
            firstNanos = spectra.rows() == 0 ? nowNanos : firstNanos;
            lastNanos = nowNanos;
            spectra.add(row);
        }
    }

    /** Takes a level, unless it is one of another frequency. */
    void level(LevelReading reading) {
        if (reading.frequencyHz() == task.centerHz() && !Double.isNaN(reading.levelDbuv())) {
            levelPower += Math.pow(10, reading.levelDbuv() / 10);
            levels++;
        }
    }

    /** Whether it was seen at all, and for so long since it was first. */
    boolean seenFor(Duration dwell, long nowNanos) {
        return spectra.rows() > 0 && nowNanos - firstNanos >= dwell.toNanos();
    }

    long frequencyHz() {
        return task.centerHz();
    }

    /** Width of the filter through which the level was measured. */
    long filterHz() {
        return task.filterHz();
    }

    double bandwidthHz() {
        return bandwidthHz;
    }

    /** From the first spectrum to the last. */
    double seconds() {
        return (lastNanos - firstNanos) / 1e9;
    }

    SpectrumRow spectrum() {
        return spectra.row();
    }

    int spectra() {
        return spectra.rows();
    }

    /** Mean of the levels in dBµV; not-a-number when the receiver gave none. */
    double levelDbuv() {
        return levels == 0 ? Double.NaN : 10 * Math.log10(levelPower / levels);
    }
}
