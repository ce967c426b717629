package io.fieldpost.radio.measure;

import io.fieldpost.radio.measure.SignalMeasure.Resolution;
import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;
import java.util.Optional;

/**
 * Measures one signal of a row: level, frequency, bandwidths, signal-to-noise ratio. Levels are relative to what the row's are: a field
 * strength comes out of a row in dBµV/m.
 *
 * <p><b>Width of a cell.</b> A cell takes all power in its width R, and a straight line inside a cell spreads it evenly; together with the
 * window's lobe (Hann, four bins to a cell) this blurs a spectrum by a variance of 0.2 R². Variances add, so an occupied bandwidth B' is
 * corrected to B = √(B'² − (2 z √v R)²), z the half-width of the middle β of a normal distribution (2.576 for 99 %). For a spectrum of
 * normal shape v is 0.2; steep edges move further out, and v = 0.33 keeps noise with sharp edges, QPSK and FM within 5 % up to R = 7 % of
 * B'. Below R = 3 % the correction would be under 0.4 % and is not made; above 7 % it is made, and the bandwidth may read high by a quarter and more: an upper limit ({@link
 * Resolution}).
 *
 * <p>One thread; in steady state it allocates no more than what it returns.
 */
public final class SignalMeter {
    /** Share of the power inside the occupied bandwidth (Radio Regulations 1.153). */
    public static final double DEFAULT_BETA = 0.99;

    private static final double BLUR_VARIANCE = 0.33;
    private static final double FINE = 0.03;
    private static final double COARSE = 0.07;
    private static final int NARROW_CELLS = 3;

    private final double beta;
    private final double blurCells;

    // scratch for the measurement under way; zero elsewhere
    private double[] excess = new double[0];
    private double[] noise = new double[0];

    /** With β = 99 %. */
    public SignalMeter() {
        this(DEFAULT_BETA);
    }

    /** With a share of the power inside the occupied bandwidth, such as 0.99. */
    public SignalMeter(double beta) {
        if (!(beta > 0.5 && beta < 1)) {
            throw new IllegalArgumentException(
                    "share of the power in the occupied bandwidth is not between 0.5 and 1: " + beta);
        }
        this.beta = beta;
        blurCells = 2 * GammaMean.normalHalfWidth(beta) * Math.sqrt(BLUR_VARIANCE);
    }

    /**
     * Measures the signal around a stretch of the row; its skirts are followed outwards into the noise.
     *
     * @param noiseDb mean noise power in each cell ({@link NoiseFloor}, {@link NoiseTracker})
     * @param startHz lower end of where the signal was found
     * @param stopHz upper end
     * @param nominalHz where it should be; not-a-number when unknown
     * @return empty when no power above the noise is there
     */
    public Optional<SignalMeasure> measure(
            SpectrumRow row, float[] noiseDb, double startHz, double stopHz, double nominalHz) {
        int from = Math.max(0, row.cellOf(startHz));
        int to = Math.min(row.cells(), row.cellOf(stopHz) + 1);
        if (from >= to) {
            return Optional.empty();
        }
        if (to - from < NARROW_CELLS) {
            // A carrier between two cells is in both, and may have been found in one.
            from = Math.max(0, from - 1);
            to = Math.min(row.cells(), to + 1);
        }
        int first = Math.max(0, from - (to - from));
        int end = Math.min(row.cells(), to + (to - from));
        takeNoiseAway(row, noiseDb, first, end);
        Extent extent = Extent.fit(excess, noise, Math.max(1, row.looks()), from, to);
        double signal = Extent.sum(excess, extent.from(), extent.to());
        Optional<SignalMeasure> measure =
                signal > 0 ? Optional.of(measure(row, noiseDb, extent, nominalHz)) : Optional.empty();
        Arrays.fill(excess, first, end, 0);
        Arrays.fill(noise, first, end, 0);
        return measure;
    }

    private void takeNoiseAway(SpectrumRow row, float[] noiseDb, int from, int to) {
        if (excess.length != row.cells()) {
            excess = new double[row.cells()];
            noise = new double[row.cells()];
        }
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(row.levelDb()[i]) && !Float.isNaN(noiseDb[i])) {
                noise[i] = Decibels.power(noiseDb[i]);
                excess[i] = Decibels.power(row.levelDb()[i]) - noise[i];
            }
        }
    }

    private SignalMeasure measure(SpectrumRow row, float[] noiseDb, Extent extent, double nominalHz) {
        double signal = Extent.sum(excess, extent.from(), extent.to());
        OccupiedBandwidth occupied = OccupiedBandwidth.of(excess, extent, beta);
        int peak = LevelBandwidth.peak(row.levelDb(), extent);
        double peakHz = row.frequencyHz(peak) + row.stepHz() * CarrierPeak.offset(row.levelDb(), peak);
        double center = occupied.width() < NARROW_CELLS ? peakHz : centroidHz(row, extent);
        double inBand = noiseIn(occupied);
        return new SignalMeasure(
                Decibels.of(signal),
                row.unit(),
                center,
                center - nominalHz,
                peakHz,
                row.levelDb()[peak],
                row.frequencyHz(0) + (occupied.low() - 0.5) * row.stepHz(),
                row.frequencyHz(0) + (occupied.high() - 0.5) * row.stepHz(),
                corrected(occupied.width()) * row.stepHz(),
                LevelBandwidth.of(row.levelDb(), noiseDb, extent, 26) * row.stepHz(),
                LevelBandwidth.of(row.levelDb(), noiseDb, extent, 6) * row.stepHz(),
                Decibels.of(signal / inBand),
                Decibels.of(inBand),
                resolution(occupied.width()));
    }

    private double centroidHz(SpectrumRow row, Extent extent) {
        double sum = 0;
        double moment = 0;
        for (int i = extent.from(); i < extent.to(); i++) {
            sum += excess[i];
            moment += excess[i] * i;
        }
        return row.startHz() + moment / sum * row.stepHz();
    }

    private double noiseIn(OccupiedBandwidth occupied) {
        double sum = 0;
        for (int i = (int) occupied.low(); i < Math.min(noise.length, occupied.high()); i++) {
            sum += noise[i] * (Math.min(i + 1, occupied.high()) - Math.max(i, occupied.low()));
        }
        return sum;
    }

    private double corrected(double cells) {
        if (resolution(cells) == Resolution.FINE) {
            return cells;
        }
        // Never below half of what was read: a carrier has no width that could be told.
        return Math.sqrt(Math.max(cells * cells / 4, cells * cells - blurCells * blurCells));
    }

    private static Resolution resolution(double cells) {
        if (cells * FINE >= 1) {
            return Resolution.FINE;
        }
        return cells * COARSE >= 1 ? Resolution.CORRECTED : Resolution.COARSE;
    }
}
