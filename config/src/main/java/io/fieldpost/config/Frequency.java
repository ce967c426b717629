package io.fieldpost.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A frequency, written {@code 98.5MHz}, {@code 12.5kHz}, {@code 1.2GHz} or {@code 50Hz}; or in short {@code 98.5M}, {@code 12.5k},
 * {@code 1.2G}, as on a command line.
 *
 * @param hertz not negative, a whole number of hertz
 */
public record Frequency(long hertz) implements Comparable<Frequency> {
    static final UnitScale SCALE = new UnitScale(
            "a frequency",
            "98.5MHz",
            List.of(
                    UnitScale.Unit.of("Hz", 1),
                    UnitScale.Unit.of("kHz", 1_000),
                    UnitScale.Unit.of("MHz", 1_000_000),
                    UnitScale.Unit.of("GHz", 1_000_000_000)),
            Map.of("K", "kHz", "mhz", "MHz", "MHZ", "MHz", "mHz", "MHz", "m", "MHz"),
            false,
            Map.of("k", "kHz", "M", "MHz", "G", "GHz"));

    public Frequency {
        if (hertz < 0) {
            throw new IllegalArgumentException("a frequency is not negative: " + hertz + " Hz");
        }
    }

    /**
     * Reads a frequency, exactly.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    public static Frequency parse(String text) {
        BigDecimal hertz = SCALE.parse(text);
        try {
            return new Frequency(hertz.longValueExact());
        } catch (ArithmeticException inexact) {
            throw SCALE.refusal(text, "not a whole number of hertz below 9 EHz");
        }
    }

    @Override
    public int compareTo(Frequency other) {
        return Long.compare(hertz, other.hertz);
    }

    /** The shortest exact form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return SCALE.shortest(BigDecimal.valueOf(hertz));
    }
}
