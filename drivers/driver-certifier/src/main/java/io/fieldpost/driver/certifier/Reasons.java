package io.fieldpost.driver.certifier;

import java.util.stream.Collectors;

/** What went wrong, in one line. */
final class Reasons {
    private static final int MOST_CHARACTERS = 400;

    private Reasons() {}

    /** Says it with what it came from: a vendor has this line alone. */
    static String of(Throwable thrown) {
        String text = said(thrown);
        Throwable deepest = thrown;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        if (deepest != thrown && !text.contains(said(deepest))) {
            text += " (" + deepest.getClass().getName() + ": " + said(deepest) + ")";
        }
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
    }

    private static String said(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getName()
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
    }
}
