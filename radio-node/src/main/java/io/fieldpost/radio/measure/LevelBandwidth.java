package io.fieldpost.radio.measure;

/**
 * x-dB bandwidth: the distance of the outermost points where the spectrum is x dB below its peak (Recommendation ITU-R SM.443), with a
 * straight line in dB between cells. Not-a-number when peak − x lies less than 3 dB above the noise in a cell, because what is found
 * there would be noise.
 */
final class LevelBandwidth {
    private static final double ABOVE_NOISE_DB = 3;

    private LevelBandwidth() {}

    /** Width in cells. */
    static double of(float[] levelDb, float[] noiseDb, Extent extent, double downDb) {
        int peak = peak(levelDb, extent);
        double line = levelDb[peak] - downDb;
        int low = extent.from();
        while (low < peak && !(levelDb[low] >= line)) {
            low++;
        }
        int high = extent.to() - 1;
        while (high > peak && !(levelDb[high] >= line)) {
            high--;
        }
        if (line < Math.max(noiseDb[low], noiseDb[high]) + ABOVE_NOISE_DB) {
            return Double.NaN;
        }
        return high - low + beyond(levelDb, high, high + 1, line) + beyond(levelDb, low, low - 1, line);
    }

    /** The cell of the highest level. */
    static int peak(float[] levelDb, Extent extent) {
        int peak = extent.from();
        for (int i = extent.from(); i < extent.to(); i++) {
            peak = levelDb[i] > levelDb[peak] || Float.isNaN(levelDb[peak]) ? i : peak;
        }
        return peak;
    }

    private static double beyond(float[] levelDb, int inside, int outside, double line) {
        if (outside < 0 || outside >= levelDb.length || !(levelDb[outside] < line)) {
            return 0.5;
        }
        return (levelDb[inside] - line) / (levelDb[inside] - levelDb[outside]);
    }
}
