package io.fieldpost.radio.receiver;

import java.util.List;

/**
 * A program that writes rows to its standard output.
 *
 * @param commandLine the program and its arguments; no shell sees them
 */
public record ProgramAddress(String commandLine) implements RowsSourceAddress {
    static final String PREFIX = "program:";

    public ProgramAddress {
        List<String> words = CommandLine.split(commandLine);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("command line names no program: " + PREFIX + commandLine);
        }
    }

    /** Reads {@code program:COMMAND LINE}. */
    public static ProgramAddress parse(String text) {
        String command =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).strip() : "";
        if (command.isEmpty()) {
            throw new IllegalArgumentException("receiver is not program:COMMAND LINE: " + text);
        }
        return new ProgramAddress(command);
    }

    /** Program and arguments, as {@link CommandLine#split} parts them. */
    public List<String> words() {
        return CommandLine.split(commandLine);
    }

    @Override
    public String toString() {
        return PREFIX + commandLine;
    }
}
