package io.fieldpost.agent.shaping;

import java.util.List;

/**
 * A sum, a condition and the like of points' values, ready to be worked out. Immutable.
 *
 * <pre>
 * either     = both { "or" both }
 * both       = truth { "and" truth }
 * truth      = "not" truth | comparison
 * comparison = sum [ ( "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "!=" ) sum ]
 * sum        = product { ( "+" | "-" ) product }
 * product    = signed { ( "*" | "/" ) signed }
 * signed     = "-" signed | number | name | "'" name "'" | "true" | "false" | "(" either ")"
 * </pre>
 *
 * Numbers are IEEE 754 binary64, whole numbers too. What a point's values are is not written anywhere before the first one comes, so it
 * follows from how the expression uses them; {@link #kinds} tells what was found.
 *
 * @param term what to work out
 * @param names the points it is made of, each at its slot
 * @param kinds what the values of these points must be; {@link Kind#ANY} where both would do
 * @param alike pairs of slots whose values must be of one kind, because they are compared
 * @param result what comes out; {@link Kind#ANY} where it is the value of one point
 */
record Expression(Term term, List<Name> names, List<Kind> kinds, List<Pair> alike, Kind result) {
    /** No expression that a person writes is longer. */
    static final int LONGEST = 2000;

    /** What a value can be. */
    enum Kind {
        NUMBER("a number"),
        TRUTH("true or false"),
        ANY("a value");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * A point.
     *
     * @param position where it is named first, from 1
     */
    record Name(String name, int position) {}

    /** Two slots. */
    record Pair(int left, int right) {}

    Expression {
        names = List.copyOf(names);
        kinds = List.copyOf(kinds);
        alike = List.copyOf(alike);
    }

    /** Reads an expression. */
    static Expression parse(String text) throws ExpressionException {
        if (text.length() > LONGEST) {
            throw new ExpressionException(
                    LONGEST + 1, "an expression has " + LONGEST + " characters at most; make two derived points of it");
        }
        return new ExpressionParser(Tokens.of(text)).parse();
    }
}
