package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds numbers within two limits, in the point's unit; those of arrays and series one by one. Not-a-number lies beyond none of them.
 *
 * @param least the lower limit
 * @param most the upper limit
 */
record Clamp(double least, double most) {
    /** What is written of it, no number or two; null when nothing is. */
    static @Nullable Clamp of(List<Double> limits) {
        return limits.isEmpty() ? null : new Clamp(limits.get(0), limits.get(1));
    }

    /** The value at its limit; the same object when it lies within them, or is no number. */
    Value of(Value value) {
        if (value instanceof Value.Real real) {
            return within(real.value()) ? value : new Value.Real(limit(real.value()));
        } else if (value instanceof Value.Int count) {
            return within(count.value()) ? value : limitOfWhole(count.value());
        } else if (value instanceof Value.Series series) {
            return series(series);
        }
        return value instanceof Value.Array array ? array(array) : value;
    }

    private boolean within(double number) {
        return !(number < least) && !(number > most);
    }

    private double limit(double number) {
        return number < least ? least : number > most ? most : number;
    }

    private Value limitOfWhole(long count) {
        double limit = limit(count);
        return limit == Math.rint(limit) ? new Value.Int((long) limit) : new Value.Real(limit);
    }

    private Value series(Value.Series series) {
        float[] held = null;
        for (int i = 0; i < series.values().length; i++) {
            float number = series.values()[i];
            if (!within(number)) {
                held = held == null ? series.values().clone() : held;
                held[i] = (float) limit(number);
            }
        }
        return held == null
                ? series
                : new Value.Series(series.start(), series.step(), series.axisUnit(), held, series.conditions());
    }

    private Value array(Value.Array array) {
        boolean same = true;
        List<Value> held = new ArrayList<>(array.elements().size());
        for (Value element : array.elements()) {
            Value limited = of(element);
            same &= limited == element;
            held.add(limited);
        }
        return same ? array : new Value.Array(held);
    }
}
