package io.fieldpost.agent.console;

/** Text in columns of a terminal, in which a Chinese character takes two. */
public final class Columns {
    /** The text and so many spaces that the next column begins at {@code columns}; at least one. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - width(text)));
    }

    /** How many columns a text takes. */
    static int width(String text) {
        return text.codePoints().map(Columns::columns).sum();
    }

    /** Unicode Standard Annex 11, as far as our own words need it: ideographs and their punctuation. */
    private static int columns(int codePoint) {
        boolean wide = Character.isIdeographic(codePoint)
                || (codePoint >= 0x3000 && codePoint <= 0x303f)
                || (codePoint >= 0xff01 && codePoint <= 0xff60);
        return wide ? 2 : 1;
    }

    private Columns() {}
}
