package io.fieldpost.agent.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of one resource bundle in one language, and how numbers, sizes and durations are written in them. Any thread. */
public final class Words {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final ResourceBundle bundle;
    private final Language language;

    private Words(ResourceBundle bundle, Language language) {
        this.bundle = bundle;
        this.language = language;
    }

    /** The bundle {@code messages} that lies beside a class. */
    public static Words beside(Class<?> owner, Language language) {
        String name = owner.getPackageName() + ".messages";
        return new Words(ResourceBundle.getBundle(name, language.locale(), owner.getClassLoader(), EXACT), language);
    }

    /** The language of these words. */
    public Language language() {
        return language;
    }

    /**
     * A sentence with its places filled in.
     *
     * @param key must be in the bundle
     * @param parts strings go in as they are; numbers are better turned into text before, so that they look the same everywhere
     */
    public String say(String key, Object... parts) {
        String pattern = bundle.getString(key);
        return parts.length == 0 ? pattern : new MessageFormat(pattern, language.locale()).format(parts);
    }

    /** The word for a constant: the key is {@code prefix.name} in lower case. */
    String constant(String prefix, Enum<?> constant) {
        return say(prefix + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    /** A size in the units of IEC 80000-13, at most three digits: {@code 1.9 GiB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < SIZES.length - 1) {
            value /= 1024;
            unit++;
        }
        return new BigDecimal(value, THREE_DIGITS).stripTrailingZeros().toPlainString() + " " + SIZES[unit];
    }

    /** A count, its thousands set apart by a narrow no-break space (ISO 80000-1, 7.3.1). */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }

    /** A number with at most six digits, and the proper minus sign. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value, SIX_DIGITS).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || Math.abs(rounded.precision() - rounded.scale()) <= 9;
        String text = plain ? rounded.toPlainString() : String.format(Locale.ROOT, "%.5e", value);
        return text.replace('-', '\u2212');
    }

    /** A span of time in its two largest units, as it is read at a glance: {@code 3 h 20 min}. Negative counts as zero. */
    public String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return say("span.seconds", seconds);
        }
        if (seconds < 3_600) {
            return say("span.minutes", seconds / 60);
        }
        if (seconds < 86_400) {
            return say("span.hours", seconds / 3_600, seconds / 60 % 60);
        }
        return say("span.days", Long.toString(seconds / 86_400), seconds / 3_600 % 24);
    }

    /** An exception in one line for a person. */
    static String of(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }

    /** A span that was reckoned and not measured, in one unit, so that it claims no more than it knows: {@code 41 h}. */
    public String estimate(Duration span) {
        long minutes = Math.max(0, span.toMinutes());
        if (minutes < 100) {
            return say("span.minutes", minutes);
        }
        return minutes < 72 * 60 ? say("span.hours.only", minutes / 60) : say("span.days.only", count(minutes / 1_440));
    }

    /** How long something is ago. Less than a second, or a time to come, is now. */
    String ago(Duration age) {
        return age.toSeconds() < 1 ? say("just.now") : say("ago", span(age));
    }
}
