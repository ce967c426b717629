package io.fieldpost.radio.licence;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * When a station must be on the air. Written as rules separated by {@code ;}, each of days, hours and the zone in which they are meant:
 * {@code Mon-Fri 05:30-24:00 Asia/Shanghai; Sat,Sun 06:00-23:00 Asia/Shanghai}. Days are {@code daily}, names, and spans of names; hours
 * that end before they start end on the next day. Empty, or {@code always}: without a pause.
 *
 * @param rules one of them must hold; none for always
 */
public record Schedule(List<Rule> rules) {
    /** Without a pause. */
    public static final Schedule ALWAYS = new Schedule(List.of());

    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final int MOST_RULES = 50;
    private static final String EXAMPLE = "write it like Mon-Fri 05:30-24:00 Asia/Shanghai, or always";

    /**
     * Days and hours.
     *
     * @param startMinute of the day
     * @param stopMinute of the day, not included; up to twice a day's minutes when it lies on the next day
     */
    public record Rule(Set<DayOfWeek> days, int startMinute, int stopMinute, ZoneId zone) {
        public Rule {
            days = Set.copyOf(days);
        }

        boolean holds(Instant time) {
            ZonedDateTime local = time.atZone(zone);
            int minute = local.getHour() * 60 + local.getMinute();
            DayOfWeek day = local.getDayOfWeek();
            boolean today = days.contains(day) && minute >= startMinute && minute < stopMinute;
            return today || (days.contains(day.minus(1)) && minute + MINUTES_PER_DAY < stopMinute);
        }
    }

    public Schedule {
        rules = List.copyOf(rules);
    }

    /** Whether the station must be on the air. */
    public boolean due(Instant time) {
        return rules.isEmpty() || rules.stream().anyMatch(rule -> rule.holds(time));
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    public static Schedule parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.equalsIgnoreCase("always")) {
            return ALWAYS;
        }
        List<Rule> rules = new ArrayList<>();
        for (String rule : trimmed.split(";", MOST_RULES + 1)) {
            rules.add(rule(rule.strip()));
        }
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("a schedule has at most " + MOST_RULES + " rules");
        }
        return new Schedule(rules);
    }

    private static Rule rule(String text) {
        String[] parts = text.split("\\s+");
        if (parts.length != 3) {
            throw refusal(text, "days, hours and a time zone are wanted");
        }
        int dash = parts[1].indexOf('-');
        if (dash < 0) {
            throw refusal(text, "hours are a start and an end with '-' between them");
        }
        int start = minute(text, parts[1].substring(0, dash));
        int stop = minute(text, parts[1].substring(dash + 1));
        if (start == MINUTES_PER_DAY) {
            throw refusal(text, "a day starts at 00:00");
        }
        return new Rule(
                days(text, parts[0]), start, stop <= start ? stop + MINUTES_PER_DAY : stop, zone(text, parts[2]));
    }

    private static Set<DayOfWeek> days(String text, String names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (names.equalsIgnoreCase("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        for (String span : names.split(",", -1)) {
            String[] ends = span.split("-", 2);
            DayOfWeek day = day(text, ends[0]);
            DayOfWeek last = day(text, ends[ends.length - 1]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String text, String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name.equalsIgnoreCase(day.name().substring(0, 3)) || name.equalsIgnoreCase(day.name())) {
                return day;
            }
        }
        throw refusal(
                text,
                "'" + Cells.printable(name) + "' is not a day; allowed: daily, Mon, Tue, Wed, Thu, Fri, Sat, Sun");
    }

    private static int minute(String text, String clock) {
        if (!clock.matches("[0-9]{1,2}:[0-9]{2}")) {
            throw refusal(text, "'" + Cells.printable(clock) + "' is not a time of day");
        }
        int colon = clock.indexOf(':');
        int hour = Integer.parseInt(clock.substring(0, colon));
        int minute = Integer.parseInt(clock.substring(colon + 1));
        if (minute > 59 || hour * 60 + minute > MINUTES_PER_DAY) {
            throw refusal(text, "'" + clock + "' is not a time of day, which runs from 00:00 to 24:00");
        }
        return hour * 60 + minute;
    }

    private static ZoneId zone(String text, String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw refusal(text, "'" + Cells.printable(name) + "' is not a time zone");
        }
    }

    private static IllegalArgumentException refusal(String text, String why) {
        return new IllegalArgumentException(
                "'" + Cells.printable(text) + "' is not a schedule: " + why + "; " + EXAMPLE);
    }
}
