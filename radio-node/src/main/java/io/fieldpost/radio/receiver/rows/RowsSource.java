package io.fieldpost.radio.receiver.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where rows come from. */
public sealed interface RowsSource {
    /** A file; its rows come as fast as they are taken. */
    record RowsFile(Path path) implements RowsSource {
        @Override
        public String toString() {
            return "rows:" + path;
        }
    }

    /**
     * A program that writes rows to its standard output.
     *
     * @param words program and arguments; no shell sees them
     */
    record Program(List<String> words) implements RowsSource {
        public Program {
            words = List.copyOf(words);
            if (words.isEmpty() || words.get(0).isEmpty()) {
                throw new IllegalArgumentException("command line names no program");
            }
        }

        @Override
        public String toString() {
            return "program:" + words.get(0);
        }
    }

    /** Reads {@code rows:PATH} or {@code program:COMMAND LINE}. */
    static RowsSource parse(String text) {
        if (text.startsWith("rows:") && text.length() > 5) {
            return new RowsFile(Path.of(text.substring(5)));
        }
        if (text.startsWith("program:")) {
            return new Program(split(text.substring(8)));
        }
        throw new IllegalArgumentException("receiver is neither rows:PATH nor program:COMMAND LINE: " + text);
    }

    /**
     * Splits a command line at blanks. Text in single or double quotes stays together; a backslash outside single quotes takes the next
     * character as it is. Nothing is expanded.
     */
    static List<String> split(String commandLine) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < commandLine.length(); i++) {
            char c = commandLine.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < commandLine.length()) {
                word.append(commandLine.charAt(++i));
                inWord = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException(
                    "command line has a quote " + quote + " that is not closed: " + commandLine);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
