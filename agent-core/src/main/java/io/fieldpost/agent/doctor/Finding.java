package io.fieldpost.agent.doctor;

/**
 * What one check came to, in the reader's language.
 *
 * @param subject what was looked at: {@code store}, {@code source press-1}
 * @param found a fact, with its numbers
 * @param next what to do next; empty when there is nothing to do
 */
public record Finding(Level level, String subject, String found, String next) {
    /** How a check came out. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, and deserves a look. */
        WARN,
        /** It does not work. */
        FAIL,
        /** It could not be looked at, which is nobody's fault. */
        SKIPPED
    }
}
