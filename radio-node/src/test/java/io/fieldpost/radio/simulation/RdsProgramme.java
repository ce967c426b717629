package io.fieldpost.radio.simulation;

/**
 * What a simulated station says about itself.
 *
 * @param identification PI, 16 bits
 * @param service PS, up to 8 characters of ASCII
 * @param text RadioText, up to 63 characters of ASCII
 * @param type PTY, 0 to 31
 * @param traffic TP
 */
public record RdsProgramme(int identification, String service, String text, int type, boolean traffic) {}
