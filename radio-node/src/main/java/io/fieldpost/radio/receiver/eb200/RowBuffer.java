package io.fieldpost.radio.receiver.eb200;

import java.util.Arrays;

/** A row of known length that is filled in pieces. What was not filled is not-a-number. */
final class RowBuffer {
    private final int size;
    private float[] levels;
    private int position;
    private int filled;

    RowBuffer(int size) {
        this.size = size;
        levels = blank();
    }

    private float[] blank() {
        float[] values = new float[size];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    int size() {
        return size;
    }

    int position() {
        return position;
    }

    void position(int at) {
        position = at;
    }

    void add(float level) {
        levels[position++] = level;
        filled++;
    }

    boolean atEnd() {
        return position == size;
    }

    boolean isEmpty() {
        return filled == 0;
    }

    static boolean hasHoles(float[] levels) {
        for (float level : levels) {
            if (Float.isNaN(level)) {
                return true;
            }
        }
        return false;
    }

    /** Hands over what is there and begins anew. */
    float[] take() {
        float[] taken = levels;
        levels = blank();
        position = 0;
        filled = 0;
        return taken;
    }

    void clear() {
        Arrays.fill(levels, Float.NaN);
        position = 0;
        filled = 0;
    }
}
