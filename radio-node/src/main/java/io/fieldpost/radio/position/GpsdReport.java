package io.fieldpost.radio.position;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of gpsd's JSON (gpsd_json(5), 3.22). */
sealed interface GpsdReport {
    /** Time, position and velocity (TPV). Not-a-number where nothing is said. */
    record Fix(
            int mode,
            @Nullable Instant time,
            double latitudeDeg,
            double longitudeDeg,
            double altitudeM,
            double horizontalErrorM)
            implements GpsdReport {}

    /** Satellites in view (SKY). */
    record Sky(int used, int beidouUsed, int seen, int beidouSeen) implements GpsdReport {}

    /**
     * This machine's clock against the receiver's (PPS, TOFF).
     *
     * @param pulse at the edge of its pulse, and not at its text's arrival
     * @param offsetSeconds clock minus receiver
     * @param precisionSeconds as gpsd says; not-a-number when it does not
     */
    record Comparison(boolean pulse, double offsetSeconds, double precisionSeconds) implements GpsdReport {}

    /** Something that does not matter here. */
    record Other(String type) implements GpsdReport {}

    int TWO_DIMENSIONS = 2;
    int THREE_DIMENSIONS = 3;
    /** BeiDou in gpsd's numbering. */
    int BEIDOU = 3;

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is not one of gpsd's
     */
    static GpsdReport parse(String line) {
        if (!(JsonText.parse(line) instanceof Map<?, ?> report)) {
            throw new IllegalArgumentException("not an object");
        }
        Object type = report.get("class");
        if (!(type instanceof String)) {
            throw new IllegalArgumentException("object without a class");
        }
        return read((String) type, report);
    }

    private static GpsdReport read(String type, Map<?, ?> report) {
        return switch (type) {
            case "TPV" -> fix(report);
            case "SKY" -> report.get("satellites") instanceof List<?> satellites ? sky(satellites) : new Other(type);
            case "PPS" -> comparison(report, true);
            case "TOFF" -> comparison(report, false);
            default -> new Other(type);
        };
    }

    private static Fix fix(Map<?, ?> report) {
        double altitude = number(report, "altMSL");
        // Releases before 3.20 know only "alt", which was above mean sea level.
        altitude = Double.isNaN(altitude) ? number(report, "alt") : altitude;
        Fix fix = new Fix(
                (int) number(report, "mode"),
                time(report.get("time")),
                number(report, "lat"),
                number(report, "lon"),
                altitude,
                number(report, "eph"));
        if (fix.mode() >= TWO_DIMENSIONS
                && !(Math.abs(fix.latitudeDeg()) <= 90 && Math.abs(fix.longitudeDeg()) <= 180)) {
            throw new IllegalArgumentException(
                    "fix is not on the earth: latitude " + fix.latitudeDeg() + ", longitude " + fix.longitudeDeg());
        }
        return fix;
    }

    private static @Nullable Instant time(@Nullable Object text) {
        if (!(text instanceof String iso)) {
            return null;
        }
        try {
            return Instant.parse(iso);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time is not ISO 8601", e);
        }
    }

    private static Sky sky(List<?> satellites) {
        int used = 0;
        int beidou = 0;
        int beidouSeen = 0;
        for (Object each : satellites) {
            if (each instanceof Map<?, ?> satellite) {
                boolean isBeidou = number(satellite, "gnssid") == BEIDOU;
                boolean isUsed = Boolean.TRUE.equals(satellite.get("used"));
                beidouSeen += isBeidou ? 1 : 0;
                used += isUsed ? 1 : 0;
                beidou += isUsed && isBeidou ? 1 : 0;
            }
        }
        return new Sky(used, beidou, satellites.size(), beidouSeen);
    }

    private static Comparison comparison(Map<?, ?> report, boolean pulse) {
        // Differences first: seconds since 1970 leave no room for nanoseconds in a double.
        double seconds = number(report, "clock_sec") - number(report, "real_sec");
        double nanos = number(report, "clock_nsec") - number(report, "real_nsec");
        double offset = seconds + nanos * 1e-9;
        if (Double.isNaN(offset)) {
            throw new IllegalArgumentException("comparison of clocks without its four numbers");
        }
        double exponent = number(report, "precision");
        return new Comparison(pulse, offset, Double.isNaN(exponent) ? Double.NaN : Math.pow(2, exponent));
    }

    private static double number(Map<?, ?> report, String name) {
        return report.get(name) instanceof Double value ? value : Double.NaN;
    }
}
