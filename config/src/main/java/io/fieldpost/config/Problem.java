package io.fieldpost.config;

import java.util.Comparator;

/**
 * One thing that is wrong with a configuration, for the person who edits it. {@link #toString()} is one line, such as
 * {@code gateway.yaml:7:15: sources[0].protocol: unknown protocol 'opcau'; allowed: opcua, radio; did you mean 'opcua'?}
 *
 * @param place where it stands
 * @param path which setting it is, such as {@code sources[0].protocol}; empty for the whole file
 * @param message what was found and what is allowed; never the text of a secret
 */
public record Problem(Place place, String path, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> IN_READING_ORDER =
            Comparator.comparing(Problem::place).thenComparing(Problem::path).thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return IN_READING_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
