package io.fieldpost.radio.receiver;

/**
 * A program that writes rows to its standard output.
 *
 * @param commandLine the program and its arguments
 */
public record ProgramAddress(String commandLine) implements PanoramaAddress {
    static final String PREFIX = "program:";

    /** Reads {@code program:COMMAND LINE}. */
    public static ProgramAddress parse(String text) {
        String command =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).strip() : "";
        if (command.isEmpty()) {
            throw new IllegalArgumentException("receiver is not program:COMMAND LINE: " + text);
        }
        return new ProgramAddress(command);
    }

    @Override
    public String toString() {
        return PREFIX + commandLine;
    }
}
