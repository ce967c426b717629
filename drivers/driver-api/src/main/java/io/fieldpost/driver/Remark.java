package io.fieldpost.driver;

/**
 * Something about a connection that a person should know although it works: a point that the device refuses, with its reason; a
 * connection that anyone on the way can read.
 *
 * @param subject what it is about: the name of a point, or of a setting
 * @param text a lower-case fact, and what to do
 */
public record Remark(String subject, String text) {}
