package io.fieldpost.driver.plant;

import io.fieldpost.driver.Point;
import org.jspecify.annotations.Nullable;

/**
 * A configured point.
 *
 * @param range what is usual; null where nothing is written
 */
public record ServedPoint(Point point, @Nullable Range range) {
    /**
     * Usual values, in the point's unit.
     *
     * @param low the least
     * @param high the greatest, above {@code low}
     */
    public record Range(double low, double high) {}
}
