package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Remark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often what was wrong with the lines since the connection was opened, told as a remark about the connection: each kind at its first
 * time, and then whenever its count has doubled, so that a line of pure noise is not told with every byte. For one thread.
 */
final class LineFaults {
    private static final String SUBJECT = "connection";
    private static final String ASPECT = "lines";
    private static final int LONGEST_EXCERPT = 40;

    private final DriverContext context;
    private final Instant since;
    private final Map<LineFault, Long> counts = new EnumMap<>(LineFault.class);
    private long lines;

    LineFaults(DriverContext context) {
        this.context = context;
        this.since = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A line that is one, whatever it says. */
    void line() {
        lines++;
    }

    void count(LineFault fault, byte[] bytes) {
        count(fault, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** @param text of which the beginning is told; empty for nothing */
    void count(LineFault fault, String text) {
        long count = counts.merge(fault, 1L, Long::sum);
        if (Long.bitCount(count) == 1) {
            context.remark(new Remark(SUBJECT, ASPECT, told(fault, text)));
        }
    }

    long of(LineFault fault) {
        return counts.getOrDefault(fault, 0L);
    }

    private String told(LineFault latest, String text) {
        String kinds = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        String excerpt = text.isEmpty() ? "" : ", the last " + excerpt(text);
        return "beside " + lines + " lines since " + since + ": " + kinds + excerpt + "; " + latest.advice();
    }

    /** The beginning of a text in quotes, what can't be printed as its number. */
    static String excerpt(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LONGEST_EXCERPT); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F && c < 0xA0) {
                shown.append(String.format("\\x%02X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > LONGEST_EXCERPT ? "…'" : "'").toString();
    }
}
