package io.fieldpost.driver.nmea;

import java.util.List;

/**
 * A sentence of NMEA 0183: {@code $GPGGA,field,field*hh}.
 *
 * @param talker who says it: two characters, {@code P} for a proprietary one
 * @param type what it says: three characters; of a proprietary one all that is behind the P
 * @param fields behind the first comma, each as it is; empty ones are empty
 */
record Sentence(String talker, String type, List<String> fields) {
    private static final int LEAST = 6;
    private static final int MOST_FIELDS = 200;

    /** What keeps a line from being a sentence. */
    static final class NoSentenceException extends Exception {
        private static final long serialVersionUID = 1L;

        private final LineFault fault;

        NoSentenceException(LineFault fault) {
            super(fault.words());
            this.fault = fault;
        }

        LineFault fault() {
            return fault;
        }
    }

    /**
     * Reads a line.
     *
     * @param checksumNeeded whether a sentence without one is refused; one that is there must be right in any case
     */
    static Sentence parse(String line, boolean checksumNeeded) throws NoSentenceException {
        String text = withoutTags(line).stripTrailing();
        if (text.length() < LEAST || text.charAt(0) != '$' && text.charAt(0) != '!') {
            throw new NoSentenceException(LineFault.NO_SENTENCE);
        }
        int star = text.lastIndexOf('*');
        if (star >= 0) {
            check(text, star);
        } else if (checksumNeeded) {
            throw new NoSentenceException(LineFault.WITHOUT_CHECKSUM);
        }
        List<String> parts = List.of((star < 0 ? text : text.substring(0, star)).split(",", -1));
        String address = parts.get(0).substring(1);
        if (!isAddress(address) || parts.size() > MOST_FIELDS) {
            throw new NoSentenceException(LineFault.NO_SENTENCE);
        }
        int talker = address.startsWith("P") ? 1 : 2;
        return new Sentence(address.substring(0, talker), address.substring(talker), parts.subList(1, parts.size()));
    }

    /** NMEA 0183 4.00 lets a block in backslashes stand before a sentence: its source, a time. */
    private static String withoutTags(String line) {
        int end = line.startsWith("\\") ? line.indexOf('\\', 1) : -1;
        return end < 0 ? line.stripLeading() : line.substring(end + 1);
    }

    private static void check(String text, int star) throws NoSentenceException {
        int sum = 0;
        for (int i = 1; i < star; i++) {
            sum ^= text.charAt(i);
        }
        boolean right = text.length() == star + 3
                && sum == 16 * Character.digit(text.charAt(star + 1), 16) + Character.digit(text.charAt(star + 2), 16);
        if (!right) {
            throw new NoSentenceException(LineFault.WRONG_CHECKSUM);
        }
    }

    private static boolean isAddress(String address) {
        return address.length() >= 4
                && address.length() <= 10
                && address.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    /** A field from 1; empty where it is not there. */
    String field(int number) {
        return number <= fields.size() ? fields.get(number - 1).strip() : "";
    }
}
