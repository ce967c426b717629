package io.fieldpost.radio.receiver;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file of rows, as rtl_power, hackrf_sweep or soapy_power write them. */
public record RowsAddress(Path path) implements RowsSourceAddress {
    static final String PREFIX = "rows:";

    /** Reads {@code rows:PATH}. */
    public static RowsAddress parse(String text) {
        return new RowsAddress(path(text, PREFIX));
    }

    /** What follows the prefix, as a path. */
    static Path path(String text, String prefix) {
        String name = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
        if (name.isBlank()) {
            throw new IllegalArgumentException("receiver is not " + prefix + "PATH: " + text);
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("receiver names no possible path: " + text, e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + path;
    }
}
