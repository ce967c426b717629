package io.fieldpost.driver.certifier;

import java.util.stream.Collectors;

/** What went wrong, in one line. */
final class Reasons {
    private static final int MOST_CHARACTERS = 400;

    private Reasons() {}

    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        String text = message == null || message.isBlank()
                ? thrown.getClass().getName()
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
    }
}
