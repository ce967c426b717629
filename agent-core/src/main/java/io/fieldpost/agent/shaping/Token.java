package io.fieldpost.agent.shaping;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text as it is written; a name without its quotes
 * @param position of its first character, from 1
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NUMBER,
        /** Of a point. */
        NAME,
        /** {@code and}, {@code or}, {@code not}, {@code true}, {@code false}. */
        WORD,
        /** {@code +}, {@code <=}, {@code (} and the like. */
        SIGN,
        /** Behind the last. */
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(sign);
    }

    /** For complaints. */
    String quoted() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
