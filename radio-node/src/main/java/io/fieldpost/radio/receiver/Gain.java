package io.fieldpost.radio.receiver;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much the receiver amplifies. */
public sealed interface Gain {
    /** What {@link #parse} reads. */
    String SYNTAX = "auto|-?[0-9]{1,2}(\\.[0-9])?( ?dB)?";

    /** The receiver chooses, and does not tell what it chose: levels of two traces can't be compared. */
    record Automatic() implements Gain {}

    /**
     * A fixed gain. The receiver takes the nearest that it has.
     *
     * @param tenthsOfDb in 0.1 dB
     */
    record Fixed(int tenthsOfDb) implements Gain {
        public double db() {
            return tenthsOfDb / 10.0;
        }
    }

    /** Reads {@code auto}, {@code 28}, {@code 28.0} or {@code 28 dB}. */
    static Gain parse(String text) {
        Matcher matcher = Pattern.compile(SYNTAX).matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("gain is neither 'auto' nor a number of dB with one decimal: " + text);
        }
        if (text.equals("auto")) {
            return new Automatic();
        }
        String number = text.toLowerCase(Locale.ROOT).replace("db", "").strip();
        return new Fixed((int) Math.round(Double.parseDouble(number) * 10));
    }
}
