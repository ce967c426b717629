package io.fieldpost.radio.tool;

import io.fieldpost.radio.detect.Detection;
import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.Threshold;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of bins.
 *
 * @param from the first
 * @param to behind the last
 */
record Stretch(int from, int to) {
    /** What stands less than this above the noise is none. */
    static final double LEAST_DB = 3;

    private static final double HYSTERESIS_DB = 1;

    /** Deep, because keying between two frequencies leaves one between them. */
    private static final double VALLEY_DB = 20;

    private static final int MOST = 1_000;

    /** Those that stand out of the noise, in the order of frequency; no more than {@value #MOST}. */
    static List<Stretch> find(SpectrumRow row, Threshold threshold, float[] noiseDb) {
        DetectionSettings settings = new DetectionSettings(threshold, LEAST_DB, HYSTERESIS_DB, 0, VALLEY_DB);
        Detector detector = new Detector(settings, (any, into) -> System.arraycopy(noiseDb, 0, into, 0, into.length));
        List<Stretch> found = new ArrayList<>();
        for (Detection each : detector.detect(row)) {
            int from = Math.max(0, row.cellOf(each.startHz() + row.stepHz() / 2));
            int to = Math.min(row.cells(), row.cellOf(each.stopHz() - row.stepHz() / 2) + 1);
            if (found.size() < MOST) {
                found.add(new Stretch(from, to));
            }
        }
        return found;
    }

    int width() {
        return to - from;
    }

    boolean overlaps(Stretch other) {
        return from < other.to && other.from < to;
    }

    /** With half its width more on each side. */
    Stretch widened() {
        return new Stretch(from - width() / 2, to + width() / 2);
    }

    /** The same in bins that are wider by a whole number. */
    Stretch coarser(int ratio, int bins) {
        int first = Math.min(bins - 1, (from + ratio / 2) / ratio);
        return new Stretch(first, Math.min(bins, Math.max(first + 1, (to - 1 + ratio / 2) / ratio + 1)));
    }

    /** Sum of powers in it. */
    double sum(double[] powers) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += powers[i];
        }
        return sum;
    }

    /** The largest of them. */
    double largest(double[] powers) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, powers[i]);
        }
        return largest;
    }
}
