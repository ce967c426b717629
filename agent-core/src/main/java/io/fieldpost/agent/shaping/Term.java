package io.fieldpost.agent.shaping;

/** A part of an expression. A truth value is 1 or 0, so that working one out allocates nothing. */
sealed interface Term {
    /** Works it out from the values of its points, which stand at their slots. */
    double of(double[] values);

    /** A number, {@code true} or {@code false}. */
    record Constant(double value) implements Term {
        @Override
        public double of(double[] values) {
            return value;
        }
    }

    /** The value of a point. */
    record Slot(int index) implements Term {
        @Override
        public double of(double[] values) {
            return values[index];
        }
    }

    /** What a sign or word between two terms does. */
    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        AND("and"),
        OR("or");

        final String text;

        Operator(String text) {
            this.text = text;
        }

        private double of(double left, double right) {
            return switch (this) {
                case ADD -> left + right;
                case SUBTRACT -> left - right;
                case MULTIPLY -> left * right;
                case DIVIDE -> left / right;
                case LESS -> truth(left < right);
                case LESS_OR_EQUAL -> truth(left <= right);
                case GREATER -> truth(left > right);
                case GREATER_OR_EQUAL -> truth(left >= right);
                case EQUAL -> truth(left == right);
                case NOT_EQUAL -> truth(left != right);
                case AND -> truth(left != 0 && right != 0);
                case OR -> truth(left != 0 || right != 0);
            };
        }

        private static double truth(boolean holds) {
            return holds ? 1 : 0;
        }
    }

    /** Two terms and what stands between them. */
    record Binary(Operator operator, Term left, Term right) implements Term {
        @Override
        public double of(double[] values) {
            return operator.of(left.of(values), right.of(values));
        }
    }

    /** The number with the other sign. */
    record Negative(Term term) implements Term {
        @Override
        public double of(double[] values) {
            return -term.of(values);
        }
    }

    /** The other truth value. */
    record Not(Term term) implements Term {
        @Override
        public double of(double[] values) {
            return term.of(values) == 0 ? 1 : 0;
        }
    }
}
