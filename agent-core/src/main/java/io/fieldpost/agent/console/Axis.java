package io.fieldpost.agent.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Round marks between two ends, 1, 2 or 5 times a power of ten apart.
 *
 * @param first the lowest mark at or above the lower end
 * @param step distance of two marks
 * @param marks how many there are
 */
record Axis(double first, double step, int marks) {
    /**
     * Finds marks.
     *
     * @param low lower end, finite
     * @param high upper end, above {@code low}
     * @param atMost how many marks there may be, at least 2
     */
    static Axis between(double low, double high, int atMost) {
        double rough = (high - low) / atMost;
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * decade;
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * decade >= rough) {
                step = factor * decade;
                break;
            }
        }
        double first = Math.ceil(low / step);
        int marks = (int) (Math.floor(high / step) - first) + 1;
        return new Axis(first * step, step, marks);
    }

    List<Double> positions() {
        List<Double> positions = new ArrayList<>(marks);
        for (int i = 0; i < marks; i++) {
            positions.add(first + i * step);
        }
        return positions;
    }
}
