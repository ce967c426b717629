package io.fieldpost.driver;

/**
 * Something about a connection that a person should know although it works: a point that the device refuses, with its reason; a
 * connection that anyone on the way can read.
 *
 * @param subject what it is about: the name of a point, or of a setting
 * @param aspect in which respect, so that several can stand beside each other about one subject; a word of the driver's own that nobody
 *     is shown, empty where there is one alone
 * @param text a lower-case fact, and what to do
 */
public record Remark(String subject, String aspect, String text) {
    /** The only one about its subject. */
    public Remark(String subject, String text) {
        this(subject, "", text);
    }
}
