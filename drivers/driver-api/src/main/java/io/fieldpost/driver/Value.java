package io.fieldpost.driver;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A measured value. Immutable; arrays are handed over, not copied, so a driver must not change one that it passed on. */
public sealed interface Value {
    /** True or false. */
    record Bool(boolean value) implements Value {}

    /** A whole number, signed, 64 bits. */
    record Int(long value) implements Value {}

    /** A real number, IEEE 754 binary64; not-a-number and the infinities are values. */
    record Real(double value) implements Value {}

    /** Text, Unicode. */
    record Text(String value) implements Value {
        public Text {
            Objects.requireNonNull(value, "value");
        }
    }

    /** Bytes without a meaning of their own. */
    record Bytes(byte[] value) implements Value {
        public Bytes {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[" + value.length + "]";
        }
    }

    /**
     * Evenly spaced values, such as one trace of a spectrum. Value {@code i} lies at {@code start + i * step}.
     *
     * @param start position of the first value, in {@code axisUnit}
     * @param step distance between neighbours, in {@code axisUnit}
     * @param axisUnit UCUM code of the axis ({@code Hz}, {@code s}); the values themselves are in the point's unit
     * @param values the values; not-a-number where nothing was measured
     * @param conditions how it was measured: gain, resolution, averages, clipping, drops; may be empty
     */
    record Series(double start, double step, String axisUnit, float[] values, Record conditions) implements Value {
        /** The largest magnitude that is kept as a tenth. */
        public static final float MOST_IN_TENTHS = 3276.6f;

        public Series {
            Objects.requireNonNull(axisUnit, "axisUnit");
            Objects.requireNonNull(values, "values");
            Objects.requireNonNull(conditions, "conditions");
        }

        /**
         * A series whose values are whole tenths, as levels in dB may be told: the store keeps those in a fifth of the bytes, exactly, and
         * JSON writes them short. Any other series keeps its values as they are.
         *
         * @param values handed over, and rounded here in place to the nearest tenth: the float next to it. Not-a-number, infinities and
         *     what is beyond ±{@value #MOST_IN_TENTHS} stay as they are, and one of the last makes the whole series a plain one
         */
        public static Series inTenths(double start, double step, String axisUnit, float[] values, Record conditions) {
            for (int i = 0; i < values.length; i++) {
                if (Math.abs(values[i]) <= MOST_IN_TENTHS) {
                    // Whole numbers below 2^24 and ten are floats, so the quotient is the float next to the tenth;
                    // there is no -0.
                    values[i] = Math.round(values[i] * 10f) / 10f;
                }
            }
            return new Series(start, step, axisUnit, values, conditions);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Series that
                    && Double.compare(start, that.start) == 0
                    && Double.compare(step, that.step) == 0
                    && axisUnit.equals(that.axisUnit)
                    && Arrays.equals(values, that.values)
                    && conditions.equals(that.conditions);
        }

        @Override
        public int hashCode() {
            return Objects.hash(start, step, axisUnit, Arrays.hashCode(values), conditions);
        }

        @Override
        public String toString() {
            return "Series[" + values.length + " from " + start + " by " + step + " " + axisUnit + ", " + conditions
                    + "]";
        }
    }

    /** Values in their order; a matrix is an array of its rows. Numbers that are evenly spaced in something are a {@link Series}. */
    record Array(List<Value> elements) implements Value {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** Named fields in their order: a structure, an emission, an alarm, a loss. */
    record Record(Map<String, Value> fields) implements Value {
        public Record {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** No value: what a measurement of bad quality carries. */
    record Absent() implements Value {}
}
