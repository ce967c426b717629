package io.fieldpost.agent.shaping;

/** Says what is wrong with an expression, and where. */
final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1;

    private final int position;

    /**
     * A complaint.
     *
     * @param position which character of the expression it is about, from 1
     * @param fact a lower-case fact, and what is allowed
     */
    ExpressionException(int position, String fact) {
        super(fact + " (character " + position + ")");
        this.position = position;
    }

    int position() {
        return position;
    }
}
