package io.fieldpost.radio.detect;

/**
 * Cells that belong together.
 *
 * @param from its first cell
 * @param to the cell after its last
 */
record Stretch(int from, int to) {
    int cells() {
        return to - from;
    }

    Stretch joined(Stretch next) {
        return new Stretch(from, next.to);
    }
}
