package io.fieldpost.radio.report;

/** Letters of three by five dots. Each is five octal digits, a row each from the top; in a digit, 4 is the left dot. */
final class Font {
    static final int WIDTH = 3;
    static final int HEIGHT = 5;

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .-+:/()%,_=";
    private static final String DOTS = "75557 26227 71747 71717 55711 74717 74757 71222 75757 75717 "
            + "25755 65656 34443 65556 74647 74644 34553 55755 72227 11152 55655 44447 57755 65555 25552 65644 25563 65655 "
            + "34216 72222 55557 55552 55775 55255 55222 71247 "
            + "03553 44656 03443 11353 02743 12722 35316 44655 20222 10112 44565 22221 07755 06555 02552 06564 03531 03444 "
            + "03616 27221 05553 05552 05577 05225 05316 07247 "
            + "00000 00002 00700 02720 02020 11244 12221 42224 51245 00024 00007 07070";
    private static final int UNKNOWN = 077777;

    private Font() {}

    /** Whether a letter has a dot there; a letter that is not known is full. */
    static boolean dot(char letter, int x, int y) {
        int index = LETTERS.indexOf(letter);
        int glyph = index < 0 ? UNKNOWN : Integer.parseInt(DOTS, 6 * index, 6 * index + HEIGHT, 8);
        int row = glyph >> 3 * (HEIGHT - 1 - y) & 7;
        return (row >> (WIDTH - 1 - x) & 1) == 1;
    }
}
