package io.fieldpost.driver.serial;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Remark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often what was wrong with the lines of a device since the connection was opened, told as a remark about the connection: each kind at its
 * first time, and then whenever its count has doubled, so that a line of pure noise is not told with every byte. For one thread.
 *
 * @param <K> the kinds, in the order in which they are told
 */
public final class LineTrouble<K extends Enum<K> & LineTrouble.Kind> {
    private static final String SUBJECT = "connection";
    private static final String ASPECT = "lines";
    private static final int LONGEST_EXCERPT = 40;

    private final DriverContext context;
    private final Instant since;
    private final Map<K, Long> counts;
    private long lines;

    /** Something that can be wrong. */
    public interface Kind {
        /** What it is, behind a number and {@code x}. */
        String words();

        /** What a person on the spot can do about it. */
        String advice();
    }

    public LineTrouble(Class<K> kinds, DriverContext context) {
        this.context = context;
        this.counts = new EnumMap<>(kinds);
        this.since = context.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A line that is one, whatever it says. */
    public void line() {
        lines++;
    }

    /** Counts one kind, with the bytes of which the beginning is told. */
    public void count(K kind, byte[] bytes) {
        count(kind, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** @param text of which the beginning is told; empty for nothing */
    public void count(K kind, String text) {
        long count = counts.merge(kind, 1L, Long::sum);
        if (Long.bitCount(count) == 1) {
            context.remark(new Remark(SUBJECT, ASPECT, told(kind, text)));
        }
    }

    private String told(K latest, String text) {
        String kinds = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        String excerpt = text.isEmpty() ? "" : ", the last " + excerpt(text);
        return "beside " + lines + " lines since " + since + ": " + kinds + excerpt + "; " + latest.advice();
    }

    /** The beginning of a text in quotes, what can't be printed as its number. */
    public static String excerpt(String text) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(text.length(), LONGEST_EXCERPT); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02X", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(text.length() > LONGEST_EXCERPT ? "…'" : "'").toString();
    }
}
