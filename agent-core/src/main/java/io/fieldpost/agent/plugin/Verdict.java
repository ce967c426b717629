package io.fieldpost.agent.plugin;

/**
 * Why a plug-in is put into quarantine.
 *
 * @param fact a lower-case fact with its numbers
 */
record Verdict(Misconduct misconduct, String fact) {}
