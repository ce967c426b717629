package io.fieldpost.driver.nmea;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the sentences of satellite receivers say (NMEA 0183 4.11). For one thread. */
final class SentenceReader {
    private static final double METRES_A_SECOND_PER_KNOT = 1852.0 / 3600;
    private static final double METRES_A_SECOND_PER_KM_AN_HOUR = 1 / 3.6;

    private final UtcDay day = new UtcDay();

    /**
     * Reads a sentence.
     *
     * @param arrived by this gateway's clock
     * @return nothing for a sentence of something else
     * @throws IllegalArgumentException when a field is not of its form
     */
    List<Told> read(Sentence sentence, Instant arrived) {
        if (sentence.talker().equals("P")) {
            return List.of();
        }
        return switch (sentence.type()) {
            case "GGA" -> gga(sentence);
            case "GNS" -> gns(sentence);
            case "RMC" -> rmc(sentence, arrived);
            case "GLL" -> gll(sentence);
            case "VTG" -> vtg(sentence);
            case "GSA" -> gsa(sentence);
            case "ZDA" -> zda(sentence);
            default -> List.of();
        };
    }

    private List<Told> gga(Sentence s) {
        double quality = Fields.number(s.field(6));
        FixKind kind = Double.isNaN(quality) ? FixKind.NONE : FixKind.ofGga((int) quality);
        return List.of(
                place(0, kind, s, 2, Fields.number(s.field(9)), day.of(Fields.time(s.field(1)))),
                new Told.Satellites(Fields.number(s.field(7)), Fields.number(s.field(8))));
    }

    private List<Told> gns(Sentence s) {
        return List.of(
                place(1, best(s.field(6)), s, 2, Fields.number(s.field(9)), day.of(Fields.time(s.field(1)))),
                new Told.Satellites(Fields.number(s.field(7)), Fields.number(s.field(8))));
    }

    private List<Told> rmc(Sentence s, Instant arrived) {
        Instant time = day.whole(Fields.date(s.field(9)), Fields.time(s.field(1)));
        FixKind kind = kind(s.field(2), s.field(12));
        Told place = place(2, kind, s, 3, Double.NaN, time);
        Told motion = new Told.Motion(
                0, kind, Fields.number(s.field(7)) * METRES_A_SECOND_PER_KNOT, Fields.number(s.field(8)), time);
        return kind == FixKind.NONE || time == null
                ? List.of(place, motion)
                : List.of(place, motion, new Told.Clock(seconds(Duration.between(time, arrived)), false));
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() * 1e-9;
    }

    private List<Told> gll(Sentence s) {
        return List.of(place(3, kind(s.field(6), s.field(7)), s, 1, Double.NaN, day.of(Fields.time(s.field(5)))));
    }

    private static List<Told> vtg(Sentence s) {
        double knots = Fields.number(s.field(5));
        double speed = Double.isNaN(knots)
                ? Fields.number(s.field(7)) * METRES_A_SECOND_PER_KM_AN_HOUR
                : knots * METRES_A_SECOND_PER_KNOT;
        FixKind kind = s.field(9).isEmpty()
                ? Double.isNaN(speed) ? FixKind.NONE : FixKind.GNSS
                : FixKind.ofMode(s.field(9).charAt(0));
        return List.of(new Told.Motion(1, kind, speed, Fields.number(s.field(1)), null));
    }

    private static List<Told> gsa(Sentence s) {
        double dimensions = Fields.number(s.field(2));
        return Double.isNaN(dimensions) ? List.of() : List.of(new Told.Dimensions((int) dimensions));
    }

    /** Tells nothing by itself but what day it is, where RMC is not sent. */
    private List<Told> zda(Sentence s) {
        double year = Fields.number(s.field(4));
        if (!Double.isNaN(year) && !s.field(2).isEmpty() && !s.field(3).isEmpty()) {
            day.whole(Fields.day((int) year, s.field(3), s.field(2)), Fields.time(s.field(1)));
        }
        return List.of();
    }

    private static Told place(int rank, FixKind kind, Sentence s, int first, double altitudeM, @Nullable Instant time) {
        double latitude = Fields.angle(s.field(first), s.field(first + 1), 'N', 'S', 90);
        double longitude = Fields.angle(s.field(first + 2), s.field(first + 3), 'E', 'W', 180);
        boolean isPlace = !Double.isNaN(latitude) && !Double.isNaN(longitude);
        return new Told.Place(rank, isPlace ? kind : FixKind.NONE, latitude, longitude, altitudeM, time);
    }

    /** Status V goes before any mode; a mode is there from release 2.3 on. */
    private static FixKind kind(String status, String mode) {
        if (!status.equals("A") && !status.equals("D")) {
            return mode.isEmpty() ? FixKind.NONE : estimatedOrNone(mode);
        }
        return mode.isEmpty() ? FixKind.GNSS : FixKind.ofMode(mode.charAt(0));
    }

    /** Receivers flag V beside an estimate, a typed-in or a simulated place too. */
    private static FixKind estimatedOrNone(String mode) {
        return switch (mode.charAt(0)) {
            case 'E', 'M', 'S' -> FixKind.ofMode(mode.charAt(0));
            default -> FixKind.NONE;
        };
    }

    /** One letter a system: the best of them was what the position is made of. */
    private static FixKind best(String modes) {
        for (char each : "RFPDAEMS".toCharArray()) {
            if (modes.toUpperCase(Locale.ROOT).indexOf(each) >= 0) {
                return FixKind.ofMode(each);
            }
        }
        return FixKind.NONE;
    }
}
