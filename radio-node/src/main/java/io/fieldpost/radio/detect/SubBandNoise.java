package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.Arrays;

/**
 * Noise floor by forward consecutive mean excision in sub-bands of about {@value #SUB_BAND_CELLS} cells: the lowest tenth is taken for
 * noise, and the next higher cell is added as long as noise alone could have reached it (probability {@value #EXCISION}). Holds up to
 * about 85 % of occupied cells (Lehtomäki et al. 2007).
 *
 * <p>A sub-band that stands more than {@value #CREDIBLE_DB} dB above the median of all is held to be full of emissions, and its
 * neighbours' floor is used. Between the middles of sub-bands the floor is interpolated; from row to row it is averaged with a memory
 * of {@value #MEMORY} rows, but a step of more than {@value #STEP_DB} dB, such as another gain makes, is followed at once. A row of
 * another grid starts anew. One thread; allocates only then.
 */
public final class SubBandNoise implements NoiseEstimate {
    private static final int SUB_BAND_CELLS = 128;
    private static final double EXCISION = 1e-3;
    private static final double CREDIBLE_DB = 6;
    private static final double STEP_DB = 2;
    private static final int MEMORY = 8;
    private static final int FEWEST_CELLS = 8;

    private float[] sorted = new float[0];
    private float[] floorDb = new float[0];
    private float[] ranked = new float[0];
    private double startHz;
    private double stepHz;
    private double looks;
    private double factor;
    private int rows;

    @Override
    public void estimate(SpectrumRow row, float[] noiseDb) {
        prepare(row);
        int bands = floorDb.length;
        for (int band = 0; band < bands; band++) {
            smooth(band, floor(row.levelDb(), edge(row, band), edge(row, band + 1)));
        }
        rows = Math.min(rows + 1, MEMORY);
        distrustFullBands();
        interpolate(row, noiseDb);
    }

    private void prepare(SpectrumRow row) {
        int bands = Math.max(1, Math.round(row.cells() / (float) SUB_BAND_CELLS));
        if (bands != floorDb.length || row.startHz() != startHz || row.stepHz() != stepHz) {
            floorDb = new float[bands];
            ranked = new float[bands];
            startHz = row.startHz();
            stepHz = row.stepHz();
            rows = 0;
        }
        int widest = row.cells() / bands + 1;
        if (sorted.length < widest) {
            sorted = new float[widest];
        }
        if (row.looks() != looks) {
            looks = row.looks();
            factor = GammaLaw.threshold(looks, EXCISION);
        }
    }

    private int edge(SpectrumRow row, int band) {
        return (int) ((long) row.cells() * band / floorDb.length);
    }

    private double floor(float[] levelDb, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (levelDb[i] > Float.NEGATIVE_INFINITY) {
                sorted[count++] = levelDb[i];
            }
        }
        if (count < FEWEST_CELLS) {
            return Double.NaN;
        }
        Arrays.sort(sorted, 0, count);
        double sum = 0;
        int kept = 0;
        int start = Math.max(count / 10, FEWEST_CELLS / 2);
        while (kept < count) {
            double power = Decibels.power(sorted[kept]);
            if (kept >= start && power * kept >= factor * sum) {
                break;
            }
            sum += power;
            kept++;
        }
        return Decibels.of(sum / kept);
    }

    private void smooth(int band, double foundDb) {
        double lastDb = rows == 0 ? Double.NaN : floorDb[band];
        if (Double.isNaN(foundDb)) {
            floorDb[band] = (float) lastDb;
        } else if (Double.isNaN(lastDb) || Math.abs(foundDb - lastDb) > STEP_DB) {
            floorDb[band] = (float) foundDb;
        } else {
            floorDb[band] = (float) (lastDb + (foundDb - lastDb) / (rows + 1));
        }
    }

    private void distrustFullBands() {
        int count = 0;
        for (float db : floorDb) {
            if (!Float.isNaN(db)) {
                ranked[count++] = db;
            }
        }
        Arrays.sort(ranked, 0, count);
        double limitDb = count == 0 ? Double.NaN : ranked[(count - 1) / 2] + CREDIBLE_DB;
        for (int band = 0; band < ranked.length; band++) {
            ranked[band] = floorDb[band] <= limitDb ? floorDb[band] : Float.NaN;
        }
    }

    private void interpolate(SpectrumRow row, float[] noiseDb) {
        double width = row.cells() / (double) ranked.length;
        int left = -1;
        int right = nextTrusted(-1);
        for (int i = 0; i < row.cells(); i++) {
            double at = (i + 0.5) / width - 0.5;
            while (right < ranked.length && right <= at) {
                left = right;
                right = nextTrusted(right);
            }
            noiseDb[i] = between(left, right, at);
        }
    }

    private float between(int left, int right, double at) {
        if (left < 0) {
            return right < ranked.length ? ranked[right] : Float.NaN;
        }
        if (right >= ranked.length) {
            return ranked[left];
        }
        return (float) (ranked[left] + (ranked[right] - ranked[left]) * (at - left) / (right - left));
    }

    private int nextTrusted(int band) {
        int next = band + 1;
        while (next < ranked.length && Float.isNaN(ranked[next])) {
            next++;
        }
        return next;
    }
}
