package io.fieldpost.opcua.value;

/** How much one value may still unfold to: a machine, or whoever speaks in its place, must not fill the gateway's memory with one. */
final class Budget {
    /** Elements and fields of one value together. */
    static final int MOST_ELEMENTS = 100_000;

    /** Arrays, structures and variants in each other; the store takes 32. */
    static final int DEEPEST = 16;

    private int left = MOST_ELEMENTS;
    private int depth;

    /**
     * Takes elements.
     *
     * @param count how many are announced
     * @throws ValueException when it is negative, or more than one value may have
     */
    void take(long count) {
        if (count < 0) {
            throw new ValueException("a length of " + count);
        }
        if (count > left) {
            throw new ValueException("more than " + MOST_ELEMENTS + " elements in one value");
        }
        left -= (int) count;
    }

    /**
     * Goes one level deeper; {@link #leave} goes back.
     *
     * @throws ValueException below the deepest level
     */
    void enter() {
        if (depth == DEEPEST) {
            throw new ValueException("nested more than " + DEEPEST + " levels deep");
        }
        depth++;
    }

    void leave() {
        depth--;
    }
}
