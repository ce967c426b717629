package io.fieldpost.driver.json;

/** Text of a device for a message: short, and without control characters. */
final class Shown {
    private static final int LONGEST = 120;

    private Shown() {}

    static String of(String text) {
        String clean = text.strip().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
