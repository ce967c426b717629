package io.fieldpost.radio.spectrum;

import java.util.Locale;

/** What a scan says of each cell beside its mean power: a statistic of the cell's power in each of the transforms. */
public sealed interface Statistic {
    /** The smallest. */
    Statistic MIN = new Min();

    /** The largest: peak hold. */
    Statistic MAX = new Max();

    /** The one that half of them don't exceed. */
    Statistic MEDIAN = new Quantile(0.5);

    /** The smallest power. */
    record Min() implements Statistic {}

    /** The largest power. */
    record Max() implements Statistic {}

    /**
     * The power that a part of the transforms don't exceed: of n powers in ascending order, the ⌈fraction · n⌉-th.
     *
     * @param fraction above 0 and below 1
     */
    record Quantile(double fraction) implements Statistic {
        public Quantile {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException("quantile is not between 0 and 1: " + fraction);
            }
        }
    }

    /**
     * Reads {@code min}, {@code max}, {@code median}, or a percentile such as {@code p90} or {@code p99.9}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Statistic parse(String text) {
        return switch (text) {
            case "min" -> MIN;
            case "max" -> MAX;
            case "median" -> MEDIAN;
            default -> percentile(text);
        };
    }

    private static Statistic percentile(String text) {
        if (!text.matches("p[0-9]{1,2}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException(
                    "statistic is none of min, max, median and a percentile such as p90: " + text);
        }
        return new Quantile(Double.parseDouble(text.substring(1)) / 100);
    }

    /** The form that {@link #parse} reads. */
    default String text() {
        if (this instanceof Quantile quantile) {
            String percent = String.format(Locale.ROOT, "%.6f", quantile.fraction() * 100)
                    .replaceFirst("\\.?0+$", "");
            return quantile.equals(MEDIAN) ? "median" : "p" + percent;
        }
        return this instanceof Min ? "min" : "max";
    }
}
