package io.fieldpost.driver.meters;

import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A date or a time by a meter's own clock, which knows no time zone: text as {@code 2026-01-31T12:15}, {@code 12:15:30} or
 * {@code 2026-01-31}. The day of the week is left out, since the date tells it.
 *
 * @param parts two letters each, high byte first; a year in four digits is {@code CC} and {@code YY}
 */
record ClockFormat(List<String> parts) implements ItemFormat {
    static ClockFormat parse(String text) {
        List<String> parts = new ArrayList<>();
        String pairs = text.replace("YYYY", "CCYY");
        for (int i = 0; i < pairs.length(); i += 2) {
            parts.add(pairs.substring(i, i + 2));
        }
        return new ClockFormat(List.copyOf(parts));
    }

    @Override
    public int length() {
        return parts.size();
    }

    @Override
    public Reading read(byte[] data, int from) {
        if (Bcd.isUnavailable(data, from, length())) {
            return new Reading.Unavailable();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length(); i++) {
            String part = parts.get(i);
            int pair = data[from + length() - 1 - i] & 0xFF;
            if (!Bcd.isPair(pair) || Bcd.value(pair) > most(part)) {
                return Bcd.unreadable(data, from, length());
            }
            if (!part.equals("WW")) {
                append(text, part, Bcd.value(pair));
            }
        }
        return new Reading.Plain(new Value.Text(text.toString()));
    }

    private void append(StringBuilder text, String part, int value) {
        if (!text.isEmpty() && !(part.equals("YY") && parts.contains("CC"))) {
            text.append(separatorBefore(part));
        }
        if (part.equals("YY") && !parts.contains("CC")) {
            text.append("20");
        }
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }

    private static char separatorBefore(String part) {
        return switch (part) {
            case "hh" -> 'T';
            case "mm", "ss" -> ':';
            default -> '-';
        };
    }

    /** A month or day of 00 is let through: that is how a meter tells that nothing has happened yet. */
    private static int most(String part) {
        return switch (part) {
            case "MM" -> 12;
            case "DD" -> 31;
            case "WW" -> 7;
            case "hh" -> 24;
            case "mm", "ss" -> 59;
            default -> 99;
        };
    }
}
