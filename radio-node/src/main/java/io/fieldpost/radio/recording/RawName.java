package io.fieldpost.radio.recording;

import io.fieldpost.radio.sample.SampleFormat;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file of raw samples says, as rtl_433 writes names: {@code NAME_868.95M_1600k.cu8}, centre first and then rate.
 *
 * @param format from the ending
 * @param centerHz from the name
 * @param sampleRateHz from the name
 */
record RawName(@Nullable SampleFormat format, OptionalLong centerHz, OptionalLong sampleRateHz) {
    private static final Pattern NAME =
            Pattern.compile("(?:.*_)?([0-9]{1,6}(?:\\.[0-9]{1,9})?)([kmg])(?:hz)?_([0-9]{1,6}(?:\\.[0-9]{1,9})?)([kmg])"
                    + "(?:hz|sps)?\\.[a-z0-9]+");

    /**
     * Reads a name.
     *
     * @param name in lower case
     */
    static RawName of(String name) {
        SampleFormat format = null;
        for (SampleFormat candidate : SampleFormat.values()) {
            if (name.endsWith("." + candidate.name().toLowerCase(Locale.ROOT))) {
                format = candidate;
            }
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return new RawName(format, OptionalLong.empty(), OptionalLong.empty());
        }
        return new RawName(
                format,
                OptionalLong.of(hertz(matcher.group(1), matcher.group(2))),
                OptionalLong.of(hertz(matcher.group(3), matcher.group(4))));
    }

    private static long hertz(String number, String prefix) {
        int zeros = prefix.equals("k") ? 3 : prefix.equals("m") ? 6 : 9;
        return new BigDecimal(number).movePointRight(zeros).longValue();
    }
}
