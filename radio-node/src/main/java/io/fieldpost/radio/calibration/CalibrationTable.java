package io.fieldpost.radio.calibration;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A receiver's calibration: level in dBm = level in dBFS + offset(gain, frequency, temperature).
 *
 * <p>A file with a header and the columns {@code gain_db}, {@code frequency_hz}, {@code offset_db}, and if wanted {@code temperature_c} (in
 * every row or in none), {@code uncertainty_db} (1 σ), {@code date} (year-month-day) and {@code means} (how it was measured). Between
 * points of one gain and temperature the offset is a straight line over frequency; then between two gains, then between two temperatures.
 * Beyond the outermost points it holds within {@link Margins}; further out the answer is {@link Offset.Unknown} with the reason. Immutable.
 */
public final class CalibrationTable {
    /**
     * How far beyond its outermost points a table holds.
     *
     * @param frequencyHz at the value of the last point
     * @param gainDb a dB of gain counted as a dB of offset
     * @param temperatureC at the value of the last temperature
     */
    public record Margins(double frequencyHz, double gainDb, double temperatureC) {
        /** 2 MHz: a sweep's edge; 0.3 dB: a gain told with rounding; 5 °C: 0.1 dB of an RTL-SDR. */
        public static final Margins DEFAULT = new Margins(2e6, 0.3, 5);
    }

    private static final int GAIN = 0;
    private static final int FREQUENCY = 1;
    private static final int TEMPERATURE = 2;
    private static final int OFFSET = 3;
    private static final int UNCERTAINTY = 4;
    private static final int DATE = 5;
    private static final List<Column> COLUMNS = List.of(
            Column.number("gain_db", -50, 150),
            Column.FREQUENCY,
            Column.optional("temperature_c", -60, 150),
            Column.number("offset_db", -250, 250),
            Column.UNCERTAINTY,
            Column.text("date"),
            Column.text("means"));

    /** Temperature of a table that has none. */
    private static final double ANY = 0;

    private final String id;
    private final Margins margins;
    private final boolean needsTemperature;
    private final Optional<LocalDate> oldest;
    private final TreeMap<Double, TreeMap<Double, FrequencyCurve>> byTemperature = new TreeMap<>();

    private CalibrationTable(
            String id, Margins margins, boolean needsTemperature, Optional<LocalDate> oldest, List<Csv.Row> rows) {
        this.id = id;
        this.margins = margins;
        this.needsTemperature = needsTemperature;
        this.oldest = oldest;
        Map<Double, Map<Double, List<FrequencyCurve.Knot>>> knots = new TreeMap<>();
        for (Csv.Row row : rows) {
            double[] n = row.numbers();
            knots.computeIfAbsent(needsTemperature ? n[TEMPERATURE] : ANY, t -> new TreeMap<>())
                    .computeIfAbsent(n[GAIN], g -> new ArrayList<>())
                    .add(new FrequencyCurve.Knot(n[FREQUENCY], n[OFFSET], n[UNCERTAINTY]));
        }
        knots.forEach((temperature, gains) -> gains.forEach((gain, points) -> byTemperature
                .computeIfAbsent(temperature, t -> new TreeMap<>())
                .put(gain, new FrequencyCurve(points))));
    }

    /** Reads a file. */
    public static CalibrationTable read(Path file, Margins margins) throws CalibrationException {
        return of(TableFile.read(file), margins);
    }

    static CalibrationTable of(TableFile file, Margins margins) throws CalibrationException {
        List<Problem> problems = new ArrayList<>();
        List<Csv.Row> rows = Csv.read(file, COLUMNS, problems);
        boolean temperatures = rows.stream().anyMatch(row -> !Double.isNaN(row.numbers()[TEMPERATURE]));
        Set<List<Double>> seen = new HashSet<>();
        LocalDate oldest = null;
        for (Csv.Row row : rows) {
            double[] n = row.numbers();
            Place place = new Place(file.name(), row.line(), 1);
            if (temperatures && Double.isNaN(n[TEMPERATURE])) {
                problems.add(new Problem(place, "temperature_c", "is empty, but other rows have one: all or none"));
            }
            if (!seen.add(List.of(n[GAIN], n[FREQUENCY], n[TEMPERATURE]))) {
                problems.add(new Problem(place, "", "another row has the same gain, frequency and temperature"));
            }
            try {
                String date = row.texts()[DATE];
                LocalDate day = date.isEmpty() ? null : LocalDate.parse(date);
                oldest = oldest == null || day != null && day.isBefore(oldest) ? day : oldest;
            } catch (DateTimeParseException e) {
                problems.add(new Problem(place, "date", "not a date such as 2026-03-31"));
            }
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(Place.wholeFile(file.name()), "", "no rows"));
        }
        if (!problems.isEmpty()) {
            throw new CalibrationException(problems);
        }
        return new CalibrationTable(file.id(), margins, temperatures, Optional.ofNullable(oldest), rows);
    }

    /** File name and the first eight hex digits of its SHA-256. */
    public String id() {
        return id;
    }

    /** The date of its oldest row, if any has one. */
    public Optional<LocalDate> oldest() {
        return oldest;
    }

    /**
     * The offset at one point.
     *
     * @param gainDb not-a-number when the receiver chooses it
     * @param temperatureC not-a-number when unknown
     */
    public Offset at(double gainDb, double frequencyHz, double temperatureC) {
        if (Double.isNaN(gainDb)) {
            return new Offset.Unknown("the gain is automatic; set a fixed one");
        }
        if (needsTemperature && Double.isNaN(temperatureC)) {
            return new Offset.Unknown("the table is by temperature, and the receiver's is not known");
        }
        double temperature = needsTemperature ? temperatureC : ANY;
        Between<TreeMap<Double, FrequencyCurve>> around = Between.of(byTemperature, temperature);
        if (around.beyond() > margins.temperatureC()) {
            return unknown(temperature + " °C", around, "°C");
        }
        Offset lower = atGain(around.lower(), gainDb, frequencyHz);
        Offset upper = atGain(around.upper(), gainDb, frequencyHz);
        return mixed(lower, upper, around.share());
    }

    private Offset atGain(TreeMap<Double, FrequencyCurve> curves, double gainDb, double frequencyHz) {
        Between<FrequencyCurve> around = Between.of(curves, gainDb);
        if (around.beyond() > margins.gainDb()) {
            return unknown(gainDb + " dB of gain", around, "dB");
        }
        Offset between = mixed(
                atFrequency(around.lower(), frequencyHz), atFrequency(around.upper(), frequencyHz), around.share());
        // More gain by a dB makes the same signal a dB larger, so a dB less has to be added.
        return between instanceof Offset.Known known
                ? new Offset.Known(known.db() - (gainDb - around.nearest(gainDb)), known.uncertaintyDb())
                : between;
    }

    private Offset atFrequency(FrequencyCurve curve, double frequencyHz) {
        if (!curve.covers(frequencyHz, margins.frequencyHz())) {
            return new Offset.Unknown(Hertz.text(frequencyHz) + " is outside of the table's "
                    + Hertz.text(curve.lowestHz()) + " to " + Hertz.text(curve.highestHz()));
        }
        return new Offset.Known(curve.value(frequencyHz), curve.uncertaintyDb(frequencyHz));
    }

    private static Offset mixed(Offset lower, Offset upper, double share) {
        if (lower instanceof Offset.Known a && upper instanceof Offset.Known b) {
            return new Offset.Known(
                    a.db() + share * (b.db() - a.db()),
                    a.uncertaintyDb() + share * (b.uncertaintyDb() - a.uncertaintyDb()));
        }
        return lower instanceof Offset.Unknown ? lower : upper;
    }

    private static Offset unknown(String what, Between<?> around, String unit) {
        return new Offset.Unknown(
                what + " is outside of the table's " + around.lowest() + " to " + around.highest() + " " + unit);
    }
}
