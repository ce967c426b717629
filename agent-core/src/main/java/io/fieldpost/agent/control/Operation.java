package io.fieldpost.agent.control;

import java.util.Locale;
import java.util.Optional;

/** What can be asked over the control socket. */
enum Operation {
    /** Writes a value to a point: {@code source}, {@code target}, and {@code values} or {@code words} with one element. */
    WRITE,
    /** Calls a method: {@code source}, {@code target}, {@code values} or {@code words}. */
    CALL,
    /** Asks a driver to do something of its own: {@code source}, {@code target}, and {@code values} with one record. */
    OPERATE,
    /** Lets a plug-in in quarantine try again: {@code target} is its name, nothing else. */
    RELEASE;

    /** As it stands in a request. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operation> of(String text) {
        for (Operation each : values()) {
            if (each.text().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
