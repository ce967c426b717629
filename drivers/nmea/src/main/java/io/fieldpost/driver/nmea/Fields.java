package io.fieldpost.driver.nmea;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads fields of their usual forms (NMEA 0183, 6.2). An {@link IllegalArgumentException} is a field that is not of its form. */
final class Fields {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,20}(?:\\.[0-9]{0,20})?|[+-]?\\.[0-9]{1,20}");
    private static final Pattern ANGLE = Pattern.compile("([0-9]{1,3})([0-9]{2}(?:\\.[0-9]{0,12})?)");
    private static final Pattern TIME = Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})(\\.[0-9]{0,9})?");
    private static final Pattern DATE = Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})");

    private Fields() {}

    /** Not-a-number for an empty field. */
    static double number(String field) {
        if (field.isEmpty()) {
            return Double.NaN;
        }
        if (!NUMBER.matcher(field).matches()) {
            throw new IllegalArgumentException("no number");
        }
        return Double.parseDouble(field);
    }

    /**
     * Degrees from degrees and minutes.
     *
     * @param negative the hemisphere that counts below zero
     * @return not-a-number for empty fields
     */
    static double angle(String field, String hemisphere, char positive, char negative, double most) {
        if (field.isEmpty() && hemisphere.isEmpty()) {
            return Double.NaN;
        }
        Matcher parts = ANGLE.matcher(field);
        boolean west = hemisphere.equals(String.valueOf(negative));
        if (!parts.matches() || !west && !hemisphere.equals(String.valueOf(positive))) {
            throw new IllegalArgumentException("no angle");
        }
        double minutes = Double.parseDouble(parts.group(2));
        double degrees = Integer.parseInt(parts.group(1)) + minutes / 60;
        if (minutes >= 60 || degrees > most) {
            throw new IllegalArgumentException("no angle on the earth");
        }
        return west ? -degrees : degrees;
    }

    /** Null for an empty field; the second that is put in at the end of some days counts as the one before. */
    static @Nullable LocalTime time(String field) {
        if (field.isEmpty()) {
            return null;
        }
        Matcher parts = TIME.matcher(field);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no time");
        }
        String fraction = parts.group(4) == null || parts.group(4).length() < 2
                ? ""
                : parts.group(4).substring(1);
        try {
            return LocalTime.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Math.min(59, Integer.parseInt(parts.group(3))),
                    Integer.parseInt((fraction + "000000000").substring(0, 9)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    /** Day, month and two digits of the year, from 1980, when GPS began, to 2079; null for an empty field. */
    static @Nullable LocalDate date(String field) {
        if (field.isEmpty()) {
            return null;
        }
        Matcher parts = DATE.matcher(field);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no date");
        }
        int year = Integer.parseInt(parts.group(3));
        return day(year + (year < 80 ? 2000 : 1900), parts.group(2), parts.group(1));
    }

    static LocalDate day(int year, String month, String day) {
        try {
            return LocalDate.of(year, Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }
}
