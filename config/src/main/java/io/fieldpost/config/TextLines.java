package io.fieldpost.config;

/** Places inside a text. Lines end with LF, CR LF or CR, as in YAML 1.2.2, section 5.4. */
final class TextLines {
    private TextLines() {}

    /** The place of an offset in {@code char}s; beyond the end it is the end. */
    static int[] lineAndColumn(CharSequence text, int offset) {
        int line = 1;
        int column = 1;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            boolean ends = c == '\n' || c == '\r' && !(i < text.length() && text.charAt(i) == '\n');
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new int[] {line, column};
    }
}
