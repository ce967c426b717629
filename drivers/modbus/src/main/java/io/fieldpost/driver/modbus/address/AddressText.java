package io.fieldpost.driver.modbus.address;

import java.util.Locale;

/** An address and how far it has been read. Blanks between its parts do not matter. */
final class AddressText {
    private final String text;
    private int position;

    AddressText(String text) {
        this.text = text;
    }

    /** Passes a character if it comes next. */
    boolean passes(char wanted) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    void expect(char wanted, String otherwise) throws AddressException {
        if (!passes(wanted)) {
            throw complaint(otherwise);
        }
    }

    boolean isAtEnd() {
        skipBlanks();
        return position == text.length();
    }

    /** Where the next part begins. */
    int position() {
        skipBlanks();
        return position;
    }

    boolean isAtDigit() {
        skipBlanks();
        return position < text.length() && isDigit(text.charAt(position));
    }

    /** Letters and digits, as many as come; may be empty. Lower case. */
    String word() {
        return run("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
                .toLowerCase(Locale.ROOT);
    }

    /** What a decimal number can be made of. */
    String decimal() {
        return run("0123456789.eE+-");
    }

    private String run(String of) {
        skipBlanks();
        int from = position;
        while (position < text.length() && of.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return text.substring(from, position);
    }

    /** A complaint about what comes next. */
    AddressException complaint(String fact) {
        skipBlanks();
        return complaintAt(position, fact);
    }

    /** A complaint about a place that was passed. */
    AddressException complaintAt(int place, String fact) {
        return new AddressException("at character " + (place + 1) + ": " + fact);
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
