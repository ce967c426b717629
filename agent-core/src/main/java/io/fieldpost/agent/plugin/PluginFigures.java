package io.fieldpost.agent.plugin;

import io.fieldpost.agent.source.Conduct;

/**
 * What a plug-in has done until one moment. Counts are since the agent's start, all its sources together.
 *
 * @param hanging calls past their deadline that are not back
 * @param cutOutput bytes of what it wrote to the log that were not let through
 * @param threads threads besides those in which it is called
 * @param openDrivers drivers that are neither closed nor given up
 * @param cpuNanos processor time of its threads, as far as it was seen
 */
record PluginFigures(
        long accepted,
        long dropped,
        long errors,
        String newestError,
        boolean outOfMemory,
        int hanging,
        long cutOutput,
        int threads,
        int openDrivers,
        long cpuNanos) {
    static PluginFigures of(Conduct conduct, long cutOutput, int threads, long cpuNanos) {
        return new PluginFigures(
                conduct.accepted(),
                conduct.dropped(),
                conduct.errors(),
                conduct.newestError(),
                conduct.outOfMemory(),
                conduct.hangingCalls(),
                cutOutput,
                threads,
                conduct.openDrivers(),
                cpuNanos);
    }
}
