package io.fieldpost.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A size in bytes, written {@code 64MiB}, {@code 2GiB}, {@code 512KiB} or {@code 1000B}; {@code kB}, {@code MB} and {@code GB} are
 * powers of ten (IEC 80000-13).
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    static final UnitScale SCALE = new UnitScale(
            "a size",
            "64MiB",
            List.of(
                    UnitScale.Unit.of("B", 1),
                    UnitScale.Unit.of("kB", 1_000),
                    UnitScale.Unit.of("KiB", 1L << 10),
                    UnitScale.Unit.of("MB", 1_000_000),
                    UnitScale.Unit.of("MiB", 1L << 20),
                    UnitScale.Unit.of("GB", 1_000_000_000),
                    UnitScale.Unit.of("GiB", 1L << 30),
                    UnitScale.Unit.of("TB", 1_000_000_000_000L),
                    UnitScale.Unit.of("TiB", 1L << 40)),
            Map.of(
                    "k", "KiB", "K", "KiB", "m", "MiB", "M", "MiB", "g", "GiB", "G", "GiB", "KB", "kB", "kb", "kB",
                    "mb", "MB", "gb", "GB"),
            false);

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes + " B");
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException with a fact for the technician
     */
    public static ByteSize parse(String text) {
        BigDecimal bytes = SCALE.parse(text);
        try {
            return new ByteSize(bytes.longValueExact());
        } catch (ArithmeticException inexact) {
            throw SCALE.refusal(text, "not a whole number of bytes below 8 EiB");
        }
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return SCALE.shortest(BigDecimal.valueOf(bytes));
    }
}
