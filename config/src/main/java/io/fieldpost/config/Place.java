package io.fieldpost.config;

import java.util.Comparator;

/**
 * A place in a configuration file, printed as editors and terminals understand it: {@code gateway.yaml:7:15}.
 *
 * @param file the file's name as the technician gave it
 * @param line from 1; 0 means the file as a whole
 * @param column from 1, counted in characters (code points); 0 means the file as a whole
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> IN_READING_ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** The file as a whole, for what has no line: it is missing, or a directory. */
    public static Place wholeFile(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public int compareTo(Place other) {
        return IN_READING_ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
