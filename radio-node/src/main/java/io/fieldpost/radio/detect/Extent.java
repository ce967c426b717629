package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** Measures a stretch: sums and centroid over the power above the noise, linear throughout. */
final class Extent {
    private static final double BANDWIDTH_DB = 26;

    private Extent() {}

    static Detection measure(SpectrumRow row, float[] noiseDb, Stretch stretch) {
        double signal = 0;
        double noise = 0;
        double moment = 0;
        double weights = 0;
        int peak = stretch.from();
        for (int i = stretch.from(); i < stretch.to(); i++) {
            double floor = Decibels.power(noiseDb[i]);
            double above = Decibels.power(row.levelDb()[i]) - floor;
            signal += above;
            noise += floor;
            moment += Math.max(0, above) * (i - stretch.from());
            weights += Math.max(0, above);
            peak = row.levelDb()[i] > row.levelDb()[peak] ? i : peak;
        }
        double center = weights > 0 ? stretch.from() + moment / weights : peak;
        double half = row.stepHz() / 2;
        return new Detection(
                row.frequencyHz(stretch.from()) - half,
                row.frequencyHz(stretch.to() - 1) + half,
                row.startHz() + center * row.stepHz(),
                bandwidth(row, stretch, row.levelDb()[peak] - BANDWIDTH_DB),
                Decibels.of(signal),
                row.levelDb()[peak],
                row.frequencyHz(peak),
                Decibels.of(signal / noise));
    }

    private static double bandwidth(SpectrumRow row, Stretch stretch, double leastDb) {
        int from = stretch.from();
        int to = stretch.to();
        while (row.levelDb()[from] < leastDb) {
            from++;
        }
        while (row.levelDb()[to - 1] < leastDb) {
            to--;
        }
        return (to - from) * row.stepHz();
    }
}
