package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.Decibels;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a stretch that holds several emissions side by side.
 *
 * <p>The rule: the trace, averaged in power over {@value #SMOOTHED} cells, is cut at the lowest point between two peaks when that lies
 * the valley's depth or more below both. The depth is the setting, but at least {@value #SIGMAS} standard deviations of the difference
 * of two such averages, so that noise of few looks cuts nothing. Two smaller peaks at equal distances on both sides of a higher one,
 * and equally strong within {@value #TWIN_DB} dB, are its own sidebands (amplitude modulation, the pilot of FM stereo), and are not
 * parted from it. A keyed signal of two separate tones is two emissions by this rule.
 */
final class Valleys {
    private static final int SMOOTHED = 3;
    private static final double SIGMAS = 4;
    private static final double TWIN_DB = 4;
    private static final double TWIN_CELLS = 1.5;
    /** Standard deviation in dB of power with a small relative deviation of 1. */
    private static final double DB_PER_UNIT = 10 / Math.log(10);

    private final double settingDb;
    private float[] smoothDb = new float[0];

    Valleys(double settingDb) {
        this.settingDb = settingDb;
    }

    /** What the stretch is made of, in the order of frequency; itself when it is one. */
    List<Stretch> part(Stretch whole, float[] levelDb, double looks) {
        if (whole.cells() < SMOOTHED) {
            return List.of(whole);
        }
        smooth(whole, levelDb);
        double depthDb = Math.max(settingDb, SIGMAS * DB_PER_UNIT * Math.sqrt(2 / (looks * SMOOTHED)));
        List<Integer> peaks = new ArrayList<>();
        List<Integer> valleys = new ArrayList<>();
        trace(whole.cells(), depthDb, peaks, valleys);
        keepSidebands(peaks, valleys);
        return cut(whole, valleys);
    }

    private void smooth(Stretch whole, float[] levelDb) {
        int cells = whole.cells();
        if (smoothDb.length < cells) {
            smoothDb = new float[cells];
        }
        for (int i = 0; i < cells; i++) {
            int from = Math.max(0, i - SMOOTHED / 2);
            int to = Math.min(cells, i + SMOOTHED / 2 + 1);
            double sum = 0;
            for (int j = from; j < to; j++) {
                sum += Decibels.power(levelDb[whole.from() + j]);
            }
            smoothDb[i] = (float) Decibels.of(sum / (to - from));
        }
    }

    /** Peaks and the valleys between them: one valley fewer than peaks. */
    private void trace(int cells, double depthDb, List<Integer> peaks, List<Integer> valleys) {
        int highest = 0;
        int lowest = 0;
        boolean falling = false;
        for (int i = 1; i < cells; i++) {
            if (falling) {
                if (smoothDb[i] < smoothDb[lowest]) {
                    lowest = i;
                } else if (smoothDb[i] >= smoothDb[lowest] + depthDb) {
                    valleys.add(lowest);
                    highest = i;
                    falling = false;
                }
            } else if (smoothDb[i] > smoothDb[highest]) {
                highest = i;
            } else if (smoothDb[i] <= smoothDb[highest] - depthDb) {
                peaks.add(highest);
                lowest = i;
                falling = true;
            }
        }
        if (!falling) {
            peaks.add(highest);
        }
    }

    private void keepSidebands(List<Integer> peaks, List<Integer> valleys) {
        int center = 1;
        while (center < peaks.size() - 1) {
            if (sidebands(peaks.get(center - 1), peaks.get(center), peaks.get(center + 1))) {
                peaks.remove(center + 1);
                peaks.remove(center - 1);
                valleys.remove(center);
                valleys.remove(center - 1);
                center = Math.max(1, center - 1);
            } else {
                center++;
            }
        }
    }

    private boolean sidebands(int left, int center, int right) {
        double askew = (center - left) - (right - center);
        float lower = smoothDb[left];
        float upper = smoothDb[right];
        return Math.abs(askew) <= TWIN_CELLS
                && Math.abs(lower - upper) <= TWIN_DB
                && smoothDb[center] >= Math.max(lower, upper) + TWIN_DB;
    }

    private static List<Stretch> cut(Stretch whole, List<Integer> valleys) {
        if (valleys.isEmpty()) {
            return List.of(whole);
        }
        List<Stretch> parts = new ArrayList<>();
        int from = whole.from();
        for (int valley : valleys) {
            int at = whole.from() + valley;
            parts.add(new Stretch(from, at));
            from = at;
        }
        parts.add(new Stretch(from, whole.to()));
        return parts;
    }
}
