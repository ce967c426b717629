package io.fieldpost.driver.serialtext;

/**
 * A line for a regular expression that may look at so many characters and no more. Java's expressions try again and again where they are
 * ambiguous, for minutes on a line made for it; this ends them after a millisecond or so. For one match.
 */
final class BoundedText implements CharSequence {
    /** Two hundred looks at each character of a line of 512. */
    static final int MOST_LOOKS = 100_000;

    private final CharSequence text;
    private int looks;

    BoundedText(CharSequence text) {
        this.text = text;
    }

    /** It has looked too often. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("a pattern looked at more than " + MOST_LOOKS + " characters", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    /** A part that is read once and not searched. */
    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
