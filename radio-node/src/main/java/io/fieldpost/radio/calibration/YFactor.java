package io.fieldpost.radio.calibration;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates a receiver with a noise source at its input (Y-factor method: H. T. Friis, "Noise figures of radio receivers", Proc. IRE 32,
 * 1944; as NTIA's SCOS sensors do). With the source off, cells read k B G (T<sub>off</sub> + T<sub>e</sub>), with it on k B G (T<sub>on</sub> +
 * T<sub>e</sub>), T<sub>on</sub> = T<sub>off</sub> + 290 K · ENR; so
 *
 * <ul>
 *   <li>Y = P<sub>on</sub> / P<sub>off</sub>,
 *   <li>T<sub>e</sub> = (T<sub>on</sub> − Y T<sub>off</sub>) / (Y − 1), and the noise figure F = 1 + T<sub>e</sub> / 290 K, which is ENR / (Y − 1) with
 *       T<sub>off</sub> = 290 K,
 *   <li>G = (P<sub>on</sub> − P<sub>off</sub>) / (k B (T<sub>on</sub> − T<sub>off</sub>)), from watts at the input to shares of full scale.
 * </ul>
 *
 * <p>B is the width of a cell: rows read a noise density times it. Off, on, off again: when the two offs differ, the receiver drifted and
 * nothing is given. Each stretch takes the median of its cells, so that a spur does not count.
 *
 * <p>A step function: whoever drives it tells a person to switch ({@link Switch}), then hands over rows. One thread.
 */
public final class YFactor {
    /** Reference temperature of noise figures and of ENR (IEEE), kelvin. */
    public static final double REFERENCE_K = 290;

    /** 10 log(k · 1 K · 1 Hz / 1 mW), CODATA 2018. */
    private static final double BOLTZMANN_DBM = 10 * Math.log10(1.380649e-23 * 1e3);

    /** Below this, chance and drift decide the result: the source is not connected or weaker than the receiver's own noise. */
    private static final double LEAST_Y_DB = 0.5;

    private static final double MOST_DRIFT_DB = 0.3;

    /** The median of many values spreads by √(π/2) more than their mean. */
    private static final double MEDIAN_SPREAD = Math.PI / 2;

    /**
     * What is known beforehand.
     *
     * @param enrDb excess noise ratio of the source over 290 K
     * @param enrUncertaintyDb its 1 σ
     * @param sourceK temperature of the source when off; 290 when unknown
     * @param rows how many rows each state takes
     * @param points into how many stretches a row is cut
     */
    public record Setup(double enrDb, double enrUncertaintyDb, double sourceK, int rows, int points) {
        public Setup {
            if (!(enrDb > 0) || !(sourceK > 0) || rows < 1 || points < 1) {
                throw new IllegalArgumentException("noise source of " + enrDb + " dB at " + sourceK + " K, " + rows
                        + " rows and " + points + " points: all have to be above 0");
            }
        }
    }

    /** What comes next. */
    public sealed interface Step {}

    /** A person has to switch the source; the next row has to be measured with it so. */
    public record Switch(boolean on) implements Step {}

    /** More rows in the same state. */
    public record More(int rows) implements Step {}

    /** The result. */
    public record Done(List<YFactorPoint> points) implements Step {}

    /** No result, and why; a new procedure has to be begun. */
    public record Refused(String reason) implements Step {}

    private final Setup setup;

    /** Mean linear power per cell: off, on, off again. */
    private final List<double[]> states = new ArrayList<>();

    private @Nullable SpectrumRow first;
    private double[] sums = new double[0];
    private int taken;

    public YFactor(Setup setup) {
        this.setup = setup;
    }

    /** What has to be done before the first row. */
    public Step begin() {
        states.clear();
        taken = 0;
        first = null;
        return new Switch(false);
    }

    /** Takes a row in dBFS of the state that was asked for last. */
    public Step step(SpectrumRow row) {
        if (first == null) {
            first = row;
            sums = new double[row.cells()];
        }
        String objection = objection(row, first);
        if (!objection.isEmpty()) {
            return new Refused(objection);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.pow(10, row.levelDb()[i] / 10) / setup.rows();
        }
        if (++taken < setup.rows()) {
            return new More(setup.rows() - taken);
        }
        states.add(sums);
        sums = new double[sums.length];
        taken = 0;
        return states.size() < 3 ? new Switch(states.size() == 1) : result(row);
    }

    private static String objection(SpectrumRow row, SpectrumRow first) {
        if (row.unit() != LevelUnit.DBFS) {
            return "levels are in " + row.unit() + "; a table is made from levels in DBFS";
        }
        if (row.cells() != first.cells() || row.startHz() != first.startHz() || row.stepHz() != first.stepHz()) {
            return "rows lie on different grids; the scan was changed";
        }
        return row.suspect().isEmpty() ? "" : "a row is not to be trusted: " + row.suspect();
    }

    private Step result(SpectrumRow row) {
        List<YFactorPoint> points = new ArrayList<>();
        for (int i = 0; i < setup.points(); i++) {
            int from = (int) ((long) i * row.cells() / setup.points());
            int to = (int) ((long) (i + 1) * row.cells() / setup.points());
            double off = median(states.get(0), from, to);
            double on = median(states.get(1), from, to);
            double again = median(states.get(2), from, to);
            double frequencyHz = row.startHz() + (from + to - 1) / 2.0 * row.stepHz();
            double driftDb = Math.abs(db(again / off));
            if (driftDb > MOST_DRIFT_DB) {
                return new Refused(
                        "at %s the two measurements without noise differ by %.2f dB, more than %.1f dB; let the receiver warm up"
                                .formatted(Hertz.text(frequencyHz), driftDb, MOST_DRIFT_DB));
            }
            double mean = (off + again) / 2;
            // Also refuses what is not a number: an empty stretch, or one that was not measured.
            if (!(db(on / mean) >= LEAST_Y_DB)) {
                return new Refused(
                        "at %s the source raises the noise by %.2f dB only; is it connected and strong enough?"
                                .formatted(Hertz.text(frequencyHz), db(on / mean)));
            }
            points.add(point(frequencyHz, on, mean, row.stepHz(), row.looks() * setup.rows() * (to - from)));
        }
        return new Done(points);
    }

    private YFactorPoint point(double frequencyHz, double on, double off, double bandwidthHz, double looks) {
        double excessK = REFERENCE_K * Math.pow(10, setup.enrDb() / 10);
        double y = on / off;
        double receiverK = (setup.sourceK() + excessK - y * setup.sourceK()) / (y - 1);
        double gainDb = db((on - off) / (bandwidthHz * excessK)) - BOLTZMANN_DBM;
        // d(Pon − Poff) / (Pon − Poff), each known to 1/√looks; off was measured twice.
        double chance = Math.sqrt(MEDIAN_SPREAD / looks * (on * on + off * off / 2)) / (on - off);
        double uncertaintyDb = Math.hypot(db(1 + chance), setup.enrUncertaintyDb());
        return new YFactorPoint(frequencyHz, db(y), db(1 + receiverK / REFERENCE_K), gainDb, uncertaintyDb);
    }

    private static double median(double[] powers, int from, int to) {
        double[] sorted = Arrays.stream(powers, from, to)
                .filter(p -> !Double.isNaN(p))
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static double db(double ratio) {
        return 10 * Math.log10(ratio);
    }
}
