package io.fieldpost.opcua.value;

import io.fieldpost.driver.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * Arrays and matrices. An array is exact whatever it holds. One of more than {@value #LONGEST_EXACT} numbers that binary32 holds
 * exactly is a trace, not a reading: it becomes a series over the place in the array and so travels with the bulk data.
 */
final class Arrays {
    /** Longest array that is told element by element whatever it holds. */
    static final int LONGEST_EXACT = 1_000;

    /** Longest trace. */
    static final int LONGEST_SERIES = 1_000_000;

    private static final Value.Record NO_CONDITIONS = new Value.Record(Map.of());

    private final Values values;

    Arrays(Values values) {
        this.values = values;
    }

    Value of(Object[] elements, Budget budget) {
        if (elements.length > LONGEST_EXACT
                && isExactInBinary32(elements.getClass().getComponentType())) {
            return series(elements);
        }
        budget.enter();
        budget.take(elements.length);
        List<Value> result = new ArrayList<>(elements.length);
        for (Object element : elements) {
            result.add(values.of(element, budget));
        }
        budget.leave();
        return new Value.Array(result);
    }

    /**
     * A matrix, as an array of its rows.
     *
     * @throws ValueException when its dimensions do not fit its elements (Part 6, 5.2.2.16), or are negative
     */
    Value of(Matrix matrix, Budget budget) {
        if (!(matrix.getElements() instanceof Object[] elements)) {
            return Values.ABSENT;
        }
        int[] dimensions = matrix.getDimensions();
        checkDimensions(dimensions, elements.length);
        budget.take(elements.length);
        List<Value> flat = new ArrayList<>(elements.length);
        for (Object element : elements) {
            flat.add(values.of(element, budget));
        }
        return rows(flat, dimensions, budget);
    }

    /** Elements in the order of their last index, as an array of arrays. */
    static Value rows(List<Value> flat, int[] dimensions, Budget budget) {
        checkDimensions(dimensions, flat.size());
        return rows(flat, dimensions, 0, budget);
    }

    static void checkDimensions(int[] dimensions, int elements) {
        if (dimensions.length > Budget.DEEPEST) {
            throw new ValueException("a matrix of " + dimensions.length + " dimensions");
        }
        long product = 1;
        for (int dimension : dimensions) {
            if (dimension < 0) {
                throw new ValueException("a matrix with a dimension of " + dimension);
            }
            product = Math.min(product * dimension, Integer.MAX_VALUE);
        }
        if (product != elements) {
            throw new ValueException("a matrix whose dimensions do not fit its " + elements + " elements");
        }
    }

    private static Value rows(List<Value> flat, int[] dimensions, int level, Budget budget) {
        if (level >= dimensions.length - 1) {
            return new Value.Array(flat);
        }
        budget.enter();
        int rows = dimensions[level];
        budget.take(rows);
        int each = rows == 0 ? 0 : flat.size() / rows;
        List<Value> result = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            result.add(rows(flat.subList(row * each, (row + 1) * each), dimensions, level + 1, budget));
        }
        budget.leave();
        return new Value.Array(result);
    }

    private static boolean isExactInBinary32(Class<?> type) {
        return type == Float.class
                || type == Byte.class
                || type == UByte.class
                || type == Short.class
                || type == UShort.class;
    }

    private static Value series(Object[] numbers) {
        if (numbers.length > LONGEST_SERIES) {
            throw new ValueException("more than " + LONGEST_SERIES + " numbers in one value");
        }
        float[] result = new float[numbers.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = numbers[i] instanceof Number number ? number.floatValue() : Float.NaN;
        }
        return new Value.Series(0, 1, "1", result, NO_CONDITIONS);
    }
}
