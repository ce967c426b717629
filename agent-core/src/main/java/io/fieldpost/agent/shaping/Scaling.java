package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a device's numbers to the point's unit: {@code number * scale + offset}. A whole number stays one where scale and offset are
 * whole and the result has room in 64 bits. Arrays are scaled element by element, and so are the values of a series, which are
 * binary32.
 */
final class Scaling {
    private static final double LARGEST_WHOLE = 1L << 53;

    private final double scale;
    private final double offset;
    /** Where the scale is one part of a whole number, such as 0.1: three tenths are then 0.3 and not 0.30000000000000004. */
    private final double divisor;

    private final boolean whole;

    private Scaling(double scale, double offset) {
        this.scale = scale;
        this.offset = offset;
        double parts = Math.rint(1 / scale);
        this.divisor = Math.abs(parts) > 1 && Math.abs(parts) <= LARGEST_WHOLE && 1 / parts == scale ? parts : 0;
        this.whole = isWhole(scale) && isWhole(offset);
    }

    /** What is written of it; null when nothing is. */
    static @Nullable Scaling of(@Nullable Double scale, @Nullable Double offset) {
        return scale == null && offset == null
                ? null
                : new Scaling(scale == null ? 1 : scale, offset == null ? 0 : offset);
    }

    private static boolean isWhole(double number) {
        return Math.rint(number) == number && Math.abs(number) <= LARGEST_WHOLE;
    }

    /** The scaled value; null when a value of this kind can't be scaled. */
    @Nullable
    Value of(Value value) {
        if (value instanceof Value.Real real) {
            return new Value.Real(number(real.value()));
        } else if (value instanceof Value.Int count) {
            return whole(count.value());
        } else if (value instanceof Value.Series series) {
            return series(series);
        } else if (value instanceof Value.Array array) {
            return array(array);
        }
        return value instanceof Value.Absent ? value : null;
    }

    private double number(double number) {
        return (divisor == 0 ? number * scale : number / divisor) + offset;
    }

    private Value whole(long count) {
        if (whole) {
            long factor = (long) scale;
            long product = count * factor;
            boolean fits = Math.multiplyHigh(count, factor) == product >> 63;
            long sum = product + (long) offset;
            if (fits && ((product ^ sum) & ((long) offset ^ sum)) >= 0) {
                return new Value.Int(sum);
            }
        }
        return new Value.Real(number(count));
    }

    private Value.Series series(Value.Series series) {
        float[] scaled = new float[series.values().length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) number(series.values()[i]);
        }
        return new Value.Series(series.start(), series.step(), series.axisUnit(), scaled, series.conditions());
    }

    private Value.@Nullable Array array(Value.Array array) {
        Value[] scaled = new Value[array.elements().size()];
        for (int i = 0; i < scaled.length; i++) {
            Value element = of(array.elements().get(i));
            if (element == null) {
                return null;
            }
            scaled[i] = element;
        }
        return new Value.Array(List.of(scaled));
    }
}
