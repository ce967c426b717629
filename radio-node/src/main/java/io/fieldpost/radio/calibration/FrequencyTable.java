package io.fieldpost.radio.calibration;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A quantity over frequency from a file: antenna factor or cable loss. Columns {@code frequency_hz}, the quantity's own, and if wanted
 * {@code uncertainty_db}. Straight lines between points; beyond the ends nothing is known. Immutable.
 */
public final class FrequencyTable {
    private final String id;
    private final FrequencyCurve curve;

    private FrequencyTable(String id, FrequencyCurve curve) {
        this.id = id;
        this.curve = curve;
    }

    /** Antenna factors, column {@code antenna_factor_db_per_m}: E = V + AF. */
    public static FrequencyTable antennaFactor(Path file) throws CalibrationException {
        return of(TableFile.read(file), Column.number("antenna_factor_db_per_m", -50, 100));
    }

    /** Losses between antenna and receiver, column {@code loss_db}. */
    public static FrequencyTable cableLoss(Path file) throws CalibrationException {
        return of(TableFile.read(file), Column.number("loss_db", 0, 100));
    }

    static FrequencyTable of(TableFile file, Column quantity) throws CalibrationException {
        List<Problem> problems = new ArrayList<>();
        List<FrequencyCurve.Knot> knots = new ArrayList<>();
        Set<Double> seen = new HashSet<>();
        for (Csv.Row row : Csv.read(file, List.of(Column.FREQUENCY, quantity, Column.UNCERTAINTY), problems)) {
            double[] n = row.numbers();
            if (seen.add(n[0])) {
                knots.add(new FrequencyCurve.Knot(n[0], n[1], n[2]));
            } else {
                Place place = new Place(file.name(), row.line(), 1);
                problems.add(new Problem(place, "frequency_hz", "stands twice: " + (long) n[0]));
            }
        }
        if (knots.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(Place.wholeFile(file.name()), "", "no rows"));
        }
        if (!problems.isEmpty()) {
            throw new CalibrationException(problems);
        }
        return new FrequencyTable(file.id(), new FrequencyCurve(knots));
    }

    /** File name and the first eight hex digits of its SHA-256. */
    public String id() {
        return id;
    }

    /** Whether a frequency lies between the first and the last point. */
    public boolean covers(double frequencyHz) {
        return curve.covers(frequencyHz, 0);
    }

    /** The quantity in dB (or dB/m). */
    public double at(double frequencyHz) {
        return curve.value(frequencyHz);
    }

    /** 1 σ; not-a-number when the file does not state it. */
    public double uncertaintyDb(double frequencyHz) {
        return curve.uncertaintyDb(frequencyHz);
    }

    String range() {
        return Hertz.text(curve.lowestHz()) + " to " + Hertz.text(curve.highestHz());
    }
}
