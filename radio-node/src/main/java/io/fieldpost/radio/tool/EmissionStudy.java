package io.fieldpost.radio.tool;

import io.fieldpost.radio.broadcast.FmStation;
import io.fieldpost.radio.broadcast.StationReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.classify.Classifier;
import io.fieldpost.radio.classify.Modulation;
import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.measure.SignalMeasure;
import io.fieldpost.radio.measure.SignalMeter;
import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one emission where and when it was found. One thread. */
final class EmissionStudy {
    private static final double MOST_SECONDS = 0.5;
    private static final int MOST_SAMPLES = 1 << 20;
    private static final int ALWAYS_SAMPLES = 1 << 16;
    private static final int FEWEST_SAMPLES = 1_024;
    private static final int WANTED_SAMPLES = 2_048;

    /** A line must not fill what is looked at: its width there is that of the transform, and is wanted to be {@value #FEWEST_VALUES} / duration. */
    private static final int LINE_SAMPLES = 16_384;

    private static final double FEWEST_VALUES = 400;
    private static final int LARGEST_TRANSFORM = 16_384;
    private static final double BINS_PER_SIGNAL = 50;
    private static final double CHANNEL_PER_SIGNAL = 1.5;
    private static final double RATE_PER_CHANNEL = 1.2;
    private static final double STATION_HZ = 60_000;
    private static final double STATION_CHANNEL_HZ = 200_000;
    private static final double STATION_RATE_HZ = 220_000;
    private static final double STATION_SECONDS = 12;
    private static final int STATION_PIECE = 65_536;
    private static final double CORE_DB = 26;
    private static final double LEAST_DB = 3;

    /** More than the highest of many cells of noise, over eight looks. */
    private static final double LINE_DB = 10;

    /** Three deviations of a cell's mean over one look, in dB. */
    private static final double CHANCE_DB = 13;

    /** Half of the window's main lobe. */
    private static final int LOBE_BINS = 4;

    /** Edges of longer ones matter little. */
    private static final int BURST_ROWS = 64;

    private static final double SPIKE_BINS = 6;
    private static final double SPIKE_DB = 3;

    private final SampleReader reader;
    private final RowShape shape;
    private final int coarsest;
    private final List<Stretch> taken;
    private final float[] noiseDb;
    private final double offsetDbfs;

    /**
     * @param shape of the rows that stretches and intervals count in
     * @param coarsest the shortest transform that a wide signal is measured with
     * @param taken stretches of what is there throughout: another one's is no part of a signal
     * @param noiseDb of the rows' bins
     * @param offsetDbfs power of the samples' mean, a false carrier in the middle
     */
    EmissionStudy(
            SampleReader reader,
            RowShape shape,
            int coarsest,
            List<Stretch> taken,
            float[] noiseDb,
            double offsetDbfs) {
        this.reader = reader;
        this.shape = shape;
        this.coarsest = coarsest;
        this.taken = taken;
        this.noiseDb = noiseDb;
        this.offsetDbfs = offsetDbfs;
    }

    /** Measures; empty when nothing stands out of the noise there, or only the receiver's false carrier. */
    Optional<FoundEmission> of(BandActivity band, BandActivity.Interval interval) throws IOException {
        BurstEdges edges = !band.isSteady() && interval.to() - interval.from() <= BURST_ROWS
                ? BurstEdges.of(reader, shape, band, interval)
                : BurstEdges.whole(interval.from(), interval.to(), shape.samples());
        Optional<SignalMeasure> measured = measure(edges.fullFrom(), edges.fullTo(), band.stretch());
        if (measured.isEmpty() || isOffset(measured.get())) {
            return Optional.empty();
        }
        SignalMeasure signal = measured.get();
        Classification found = classify(interval, signal);
        return Optional.of(new FoundEmission(
                (double) edges.startSample() / shape.sampleRateHz(),
                (double) (edges.stopSample() - edges.startSample()) / shape.sampleRateHz(),
                signal,
                found,
                station(interval, signal, found),
                ""));
    }

    private boolean isOffset(SignalMeasure signal) {
        return Math.abs(signal.centerHz() - shape.centerHz()) < shape.stepHz()
                && signal.occupiedHz() < SPIKE_BINS * shape.stepHz()
                && signal.levelDb() < offsetDbfs + SPIKE_DB;
    }

    private Optional<SignalMeasure> measure(long from, long to, Stretch stretch) throws IOException {
        byte[] data = new byte[reader.bytes((int) Math.min(to - from, spanSamples()))];
        int samples = reader.read(from, data, data.length / reader.bytes(1));
        int bytes = reader.bytes(samples);
        double[] core = core(row(shape, data, bytes), stretch);
        int size = coarsest;
        while (size < LARGEST_TRANSFORM
                && 8L * size <= samples
                && reader.recorded().sampleRateHz() / (double) size > (core[1] - core[0]) / BINS_PER_SIGNAL) {
            size *= 2;
        }
        SpectrumRow fine = row(new RowShape(size, 1, shape.sampleRateHz(), shape.centerHz()), data, bytes);
        leaveOutOthers(fine, stretch);
        return new SignalMeter()
                .measure(fine, noise(size), core[0], core[1], Double.NaN)
                .filter(signal -> standsOut(signal, fine.stepHz()));
    }

    /** The bins of others, one inside their edges, where two may meet; with what a coarser transform's lobe has outside of them. */
    private void leaveOutOthers(SpectrumRow row, Stretch stretch) {
        double lobeHz = Math.max(0, LOBE_BINS * (row.stepHz() - shape.stepHz()));
        for (Stretch other : taken) {
            if (!other.overlaps(stretch)) {
                boolean above = other.from() >= stretch.to();
                double fromHz = hertz(other.from() + 1) - lobeHz;
                double toHz = hertz(other.to() - 1) + lobeHz;
                int from = row.cellOf(above ? Math.max(fromHz, hertz(stretch.to())) : fromHz);
                int to = row.cellOf(above ? toHz : Math.min(toHz, hertz(stretch.from())));
                for (int i = Math.max(0, from); i < Math.min(row.cells(), to); i++) {
                    row.levelDb()[i] = Float.NaN;
                }
            }
        }
    }

    private double hertz(int bin) {
        return shape.startHz() + bin * shape.stepHz();
    }

    /** As a whole, or by one line of it: a row of lines has more noise between them. */
    private static boolean standsOut(SignalMeasure signal, double stepHz) {
        double cellNoiseDb = signal.noiseDb() + 10 * Math.log10(stepHz / Math.max(stepHz, signal.occupiedHz()));
        return signal.snrDb() >= LEAST_DB || signal.peakDb() >= cellNoiseDb + LINE_DB;
    }

    private SpectrumRow row(RowShape of, byte[] data, int bytes) {
        Periodogram periodogram = of.periodogram(reader.recorded().format());
        periodogram.clear();
        for (int at = 0; at < bytes; ) {
            at = periodogram.accept(data, at, bytes);
        }
        double[] powers = new double[of.size()];
        of.powers(periodogram, powers);
        return of.row(powers, Math.max(1, RowShape.LOOKS_PER_FRAME * periodogram.frames()));
    }

    /** The stretch was made by all that was ever in it; this part of it holds what is there now, down to 26 dB below its peak. */
    private double[] core(SpectrumRow row, Stretch stretch) {
        int from = stretch.from();
        int to = stretch.to() - 1;
        int peak = from;
        for (int i = from; i <= to; i++) {
            peak = row.levelDb()[i] > row.levelDb()[peak] ? i : peak;
        }
        double above = Math.max(LEAST_DB, CHANCE_DB / Math.sqrt(row.looks()));
        double lowest = row.levelDb()[peak] - CORE_DB;
        int first = peak;
        int last = peak;
        for (int i = from; i <= to; i++) {
            if (row.levelDb()[i] >= Math.max(lowest, noiseDb[i] + above)) {
                first = Math.min(first, i);
                last = Math.max(last, i);
            }
        }
        return new double[] {row.frequencyHz(first), row.frequencyHz(last)};
    }

    private int spanSamples() {
        return (int) Math.min(MOST_SAMPLES, Math.max(ALWAYS_SAMPLES, MOST_SECONDS * shape.sampleRateHz()));
    }

    /** The noise in bins of another width. */
    private float[] noise(int size) {
        float[] noise = new float[size];
        double ratio = (double) size / shape.size();
        float less = (float) (10 * Math.log10(ratio));
        for (int i = 0; i < size; i++) {
            noise[i] = noiseDb[(int) Math.min(noiseDb.length - 1, Math.round(i / ratio))] - less;
        }
        return noise;
    }

    /** With a little of what is before and after, so that the quiet is seen around a burst. */
    private @Nullable Classification classify(BandActivity.Interval interval, SignalMeasure signal) throws IOException {
        long from = Math.max(0, (interval.from() - 1L) * shape.samples());
        long to = Math.min(reader.recorded().samples(), (interval.to() + 1L) * shape.samples());
        Baseband span = reader.span(from, (int) Math.min(to - from, spanSamples()));
        Baseband channel = channel(span, signal);
        if (channel.length() < FEWEST_SAMPLES) {
            return null;
        }
        try {
            return Classifier.classify(channel);
        } catch (IllegalArgumentException e) {
            // The classifier looks for the signal anew, and refuses a span in which nothing stands out to it.
            return null;
        }
    }

    /** As much wider than the signal as leaves a fifth for noise, or more where there would be too few samples. */
    private static Baseband channel(Baseband span, SignalMeasure signal) {
        double rate = span.sampleRateHz();
        double wanted = rate / (RATE_PER_CHANNEL * CHANNEL_PER_SIGNAL * Math.max(1, signal.occupiedHz()));
        double values = signal.occupiedHz() * span.length() / rate;
        int fewest = values < FEWEST_VALUES ? LINE_SAMPLES : WANTED_SAMPLES;
        int decimation = (int) Math.min(wanted, span.length() / (double) fewest);
        if (decimation < 2) {
            return span;
        }
        double widthHz = rate / decimation / RATE_PER_CHANNEL;
        DownConverter converter = new DownConverter(rate, signal.centerHz() - span.centerHz(), widthHz / 2, decimation);
        float[] re = new float[converter.room(span.length())];
        float[] im = new float[re.length];
        int count = converter.accept(span.re(), span.im(), 0, span.length(), re, im);
        return new Baseband(
                Arrays.copyOf(re, count), Arrays.copyOf(im, count), converter.outputRateHz(), signal.centerHz());
    }

    /** Listens to what may be an FM broadcast, until it has said who it is. */
    private @Nullable StationReading station(
            BandActivity.Interval interval, SignalMeasure signal, @Nullable Classification found) throws IOException {
        double rate = reader.recorded().sampleRateHz();
        boolean broadcast = found != null && found.modulation() == Modulation.WFM;
        if (rate < STATION_RATE_HZ || !broadcast || signal.occupiedHz() < STATION_HZ) {
            return null;
        }
        int decimation = (int) (rate / STATION_RATE_HZ);
        double half = Math.min(STATION_CHANNEL_HZ / 2, 0.45 * rate / decimation);
        DownConverter converter = new DownConverter(rate, signal.centerHz() - shape.centerHz(), half, decimation);
        FmStation station = new FmStation(converter.outputRateHz());
        float[] re = new float[converter.room(STATION_PIECE)];
        float[] im = new float[re.length];
        long from = (long) interval.from() * shape.samples();
        long to = Math.min((long) interval.to() * shape.samples(), from + (long) (STATION_SECONDS * rate));
        for (long at = from; at < to && !isNamed(station.reading()); at += STATION_PIECE) {
            Baseband piece = reader.span(at, (int) Math.min(STATION_PIECE, to - at));
            station.accept(re, im, 0, converter.accept(piece.re(), piece.im(), 0, piece.length(), re, im));
        }
        return station.reading();
    }

    private static boolean isNamed(StationReading reading) {
        return reading.rds().programmeIdentification() != null && reading.rds().programmeService() != null;
    }
}
