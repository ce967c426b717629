package io.fieldpost.radio.node;

import io.fieldpost.radio.broadcast.FmStation;
import io.fieldpost.radio.broadcast.StationReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.classify.Classifier;
import io.fieldpost.radio.classify.Modulation;
import io.fieldpost.radio.demodulation.AmDepth;
import io.fieldpost.radio.demodulation.FmDeviation;
import io.fieldpost.radio.gain.Overload;
import io.fieldpost.radio.measure.SignalMeasure;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One look at one channel: the spectrum around it gives level, noise, offset and bandwidth; its own samples give modulation, class and, where
 * it is wide enough for FM broadcasting, the station's identity. One thread.
 */
final class ChannelStudy {
    private static final double STATION_BANDWIDTH_HZ = 150_000;
    private static final double KEPT_SECONDS = 0.25;
    private static final double CELLS_PER_CHANNEL = 64;
    private static final int SMALLEST_TRANSFORM = 1024;
    private static final int LARGEST_TRANSFORM = 16_384;
    private static final double UNSYNCHRONISED_SECONDS = 1;
    private static final double LEAST_AM_SECONDS = 0.1;
    private static final double AM_AUDIO_HZ = 4_000;
    private static final double SPEECH_HZ = 3_000;
    private static final double MULTIPLEX_HZ = 60_000;

    private final ReceiverPort port;
    private final Dwell dwell;
    private final LevelScale scale;
    private final ChannelTap tap;
    private final RowMeter rows;
    private final float[] re;
    private final float[] im;
    private final @Nullable FmStation station;
    private int kept;
    private long taken;

    ChannelStudy(ReceiverPort port, long frequencyHz, Dwell dwell, LevelScale scale) {
        this.port = port;
        this.dwell = dwell;
        this.scale = scale;
        tap = new ChannelTap(
                port,
                frequencyHz,
                dwell.bandwidthHz(),
                ChannelTap.decimation(port.sampleRateHz(), dwell.bandwidthHz()));
        rows = new RowMeter(
                transform(), port.sampleRateHz(), port.fixedCenterHz().isPresent());
        int room = (int) Math.ceil(tap.rateHz() * Math.min(KEPT_SECONDS, seconds(dwell.least())));
        re = new float[room];
        im = new float[room];
        station = dwell.bandwidthHz() >= STATION_BANDWIDTH_HZ ? new FmStation(tap.rateHz()) : null;
    }

    private int transform() {
        int size = SMALLEST_TRANSFORM;
        while (size < LARGEST_TRANSFORM
                && port.sampleRateHz() / (double) size > dwell.bandwidthHz() / CELLS_PER_CHANNEL) {
            size *= 2;
        }
        return size;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    void tune() {
        tap.tune();
    }

    /** Takes a block; says whether it is enough. */
    boolean step(SampleBlock block) {
        int from = tap.goodFrom(block);
        rows.accept(block, from, block.length());
        return tap.step(block, this::take);
    }

    private boolean take(float[] channelRe, float[] channelIm, int count) {
        int room = Math.min(count, re.length - kept);
        System.arraycopy(channelRe, 0, re, kept, room);
        System.arraycopy(channelIm, 0, im, kept, room);
        kept += room;
        taken += count;
        if (station != null) {
            station.accept(channelRe, channelIm, 0, count);
        }
        double seconds = taken / tap.rateHz();
        return seconds >= seconds(dwell.least())
                && rows.frames() > 0
                && (seconds >= seconds(dwell.most()) || !worthWaiting());
    }

    /** Whether a broadcast station is there that has not said who it is. */
    private boolean worthWaiting() {
        if (station == null) {
            return false;
        }
        StationReading reading = station.reading();
        boolean hopeful =
                reading.seconds() < UNSYNCHRONISED_SECONDS || reading.rds().synchronised();
        return hopeful
                && reading.pilot().present()
                && (reading.rds().programmeIdentification() == null
                        || reading.rds().programmeService() == null);
    }

    /** What it found; once. */
    ChannelReport report(Instant time) {
        String suspect = Overload.of(rows.clipping()).suspect();
        SpectrumRow row = scale.of(rows.row(tap.centerHz(), time, suspect)).row();
        ChannelSpectrum found = ChannelSpectrum.of(row, tap.frequencyHz(), dwell.bandwidthHz());
        return report(time, found.signal(), found.noiseDb());
    }

    private ChannelReport report(Instant time, @Nullable SignalMeasure signal, double noiseDb) {
        Baseband channel =
                new Baseband(Arrays.copyOf(re, kept), Arrays.copyOf(im, kept), tap.rateHz(), tap.frequencyHz());
        StationReading reading = station == null ? null : station.reading();
        boolean enough = signal != null && channel.length() >= Classifier.FEWEST_SAMPLES;
        Classification found = enough ? Classifier.classify(channel) : null;
        return new ChannelReport(
                tap.frequencyHz(),
                time,
                taken / tap.rateHz(),
                signal,
                noiseDb,
                found,
                amDepth(channel, found),
                fmDeviationHz(channel, found),
                ChannelStatistics.of(channel),
                reading != null && reading.pilot().present() ? reading : null,
                rows.clipping());
    }

    private static double amDepth(Baseband channel, @Nullable Classification found) {
        boolean longEnough = channel.length() >= LEAST_AM_SECONDS * channel.sampleRateHz();
        if (found == null || found.modulation() != Modulation.AM || !longEnough) {
            return Double.NaN;
        }
        return AmDepth.of(channel, Math.min(AM_AUDIO_HZ, 0.2 * channel.sampleRateHz()))
                .rmsDepth();
    }

    private static double fmDeviationHz(Baseband channel, @Nullable Classification found) {
        if (found == null || found.modulation() != Modulation.NFM && found.modulation() != Modulation.WFM) {
            return Double.NaN;
        }
        double baseband = found.modulation() == Modulation.WFM ? MULTIPLEX_HZ : SPEECH_HZ;
        return FmDeviation.of(channel, Math.min(baseband, 0.3 * channel.sampleRateHz()))
                .percentile999Hz();
    }
}
