package io.fieldpost.radio.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Values over frequency with straight lines between them, and the first and last values beyond the ends. Immutable. */
final class FrequencyCurve {
    /**
     * One point.
     *
     * @param uncertaintyDb not-a-number when not stated
     */
    record Knot(double frequencyHz, double value, double uncertaintyDb) {}

    private final double[] hz;
    private final double[] values;
    private final double[] uncertainties;

    /** At least one knot, of different frequencies, in any order. */
    FrequencyCurve(List<Knot> knots) {
        List<Knot> sorted = new ArrayList<>(knots);
        Collections.sort(sorted, (a, b) -> Double.compare(a.frequencyHz(), b.frequencyHz()));
        hz = sorted.stream().mapToDouble(Knot::frequencyHz).toArray();
        values = sorted.stream().mapToDouble(Knot::value).toArray();
        uncertainties = sorted.stream().mapToDouble(Knot::uncertaintyDb).toArray();
    }

    double lowestHz() {
        return hz[0];
    }

    double highestHz() {
        return hz[hz.length - 1];
    }

    boolean covers(double frequencyHz, double marginHz) {
        return frequencyHz >= lowestHz() - marginHz && frequencyHz <= highestHz() + marginHz;
    }

    double value(double frequencyHz) {
        return interpolate(values, frequencyHz);
    }

    /** Of the points around, in between as they are; not-a-number when one of them is not stated. */
    double uncertaintyDb(double frequencyHz) {
        return interpolate(uncertainties, frequencyHz);
    }

    private double interpolate(double[] of, double frequencyHz) {
        if (frequencyHz <= lowestHz()) {
            return of[0];
        }
        int last = of.length - 1;
        if (frequencyHz >= highestHz()) {
            return of[last];
        }
        int found = Arrays.binarySearch(hz, frequencyHz);
        if (found >= 0) {
            return of[found];
        }
        int above = -found - 1;
        double share = (frequencyHz - hz[above - 1]) / (hz[above] - hz[above - 1]);
        return of[above - 1] + share * (of[above] - of[above - 1]);
    }
}
