package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.json.Found;
import io.fieldpost.driver.json.Scalar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a device says that it was so.
 *
 * @param time null where it says nothing that can be used
 * @param remark a lower-case fact with what to do; empty where there is nothing to say
 */
record PayloadTime(@Nullable Instant time, String remark) {
    /** Before this are the times of clocks that were never set: a Tasmota begins in 1970, others in 2000. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,9})?");
    /** As seconds, in the year 5138; as milliseconds, in 1973. */
    private static final BigDecimal MILLIS_FROM = new BigDecimal(100_000_000_000L);

    private static final PayloadTime NONE = new PayloadTime(null, "");

    static PayloadTime of(Found found, @Nullable ZoneId zone) {
        if (!(found instanceof Found.Plain plain)) {
            return NONE;
        }
        Scalar scalar = plain.scalar();
        String text = scalar.text().strip();
        try {
            if (NUMBER.matcher(text).matches()) {
                return checked(epoch(new BigDecimal(text)));
            }
            // RFC 3339 allows a blank for the T, and sensors write it.
            String written = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
            return hasZone(written)
                    ? checked(OffsetDateTime.parse(withColon(written)).toInstant())
                    : local(LocalDateTime.parse(written), zone);
        } catch (DateTimeException | ArithmeticException e) {
            return new PayloadTime(
                    null,
                    "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "' is no time; its values"
                            + " have the time of their arrival");
        }
    }

    private static Instant epoch(BigDecimal number) {
        BigDecimal seconds = number.compareTo(MILLIS_FROM) >= 0 ? number.movePointLeft(3) : number;
        long whole = seconds.longValue();
        return Instant.ofEpochSecond(
                whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    private static boolean hasZone(String text) {
        return text.endsWith("Z")
                || text.endsWith("z")
                || text.length() > 11 && (text.indexOf('+', 11) > 0 || text.indexOf('-', 11) > 0);
    }

    /** {@code +0800}, which is not of RFC 3339 and common, becomes {@code +08:00}. */
    private static String withColon(String text) {
        return text.matches(".*[+-][0-9]{4}")
                ? text.substring(0, text.length() - 2) + ":" + text.substring(text.length() - 2)
                : text;
    }

    private static PayloadTime local(LocalDateTime time, @Nullable ZoneId zone) {
        if (zone == null) {
            return new PayloadTime(
                    null,
                    "its time tells no zone, so its values have the time of their arrival; set 'zone' to the one that the device uses");
        }
        return checked(time.atZone(zone).toInstant());
    }

    private static PayloadTime checked(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? new PayloadTime(
                        null,
                        "its time is " + time
                                + ": set the device's clock; until then its values have the time of their arrival")
                : new PayloadTime(time, "");
    }
}
