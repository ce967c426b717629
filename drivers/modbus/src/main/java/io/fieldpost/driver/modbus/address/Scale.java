package io.fieldpost.driver.modbus.address;

import java.math.BigDecimal;

/**
 * What a raw number is multiplied by, kept as a quotient of two numbers that are exact. So the register 3 with {@code *0.1} is the
 * double next to 0.3, where 3 times the double next to 0.1 would be 0.30000000000000004.
 *
 * @param numerator a whole number other than 0, exact in a double
 * @param divisor a power of ten from 1 to 10^22, exact in a double
 */
record Scale(double numerator, double divisor) {
    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);
    private static final int LARGEST_EXACT_POWER = 22;
    /** Half a millionth of a step: what a person's decimal loses on its way through a double, and no more. */
    private static final double TOLERANCE = 1e-9;

    /**
     * A scale from its decimal.
     *
     * @throws IllegalArgumentException when it is 0, or needs more digits than a double has
     */
    static Scale of(BigDecimal factor) {
        BigDecimal stripped = factor.stripTrailingZeros();
        if (stripped.signum() == 0 || Math.abs((long) stripped.scale()) > LARGEST_EXACT_POWER) {
            throw new IllegalArgumentException("beyond 1e22, or 0");
        }
        BigDecimal whole = stripped.scale() > 0 ? new BigDecimal(stripped.unscaledValue()) : stripped;
        if (whole.abs().compareTo(LARGEST_EXACT) > 0) {
            throw new IllegalArgumentException("too many digits");
        }
        return new Scale(whole.doubleValue(), Math.pow(10, Math.max(0, stripped.scale())));
    }

    /** The value of a raw number. */
    double apply(double raw) {
        return raw * numerator / divisor;
    }

    /** The raw number of a value, to the nearest whole number when it is that but for rounding. */
    double invert(double value) {
        double raw = value * divisor / numerator;
        double whole = Math.rint(raw);
        return Math.abs(raw - whole) <= TOLERANCE * Math.max(1, Math.abs(raw)) ? whole : raw;
    }
}
