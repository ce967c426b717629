package io.fieldpost.radio.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * What a station's RDS said so far. Everything here comes from blocks whose check bits held, at most after correcting a burst of two bits,
 * and was received more than once.
 *
 * @param synchronised whether blocks are being received now
 * @param programmeIdentification PI, 16 bits, or null
 * @param programmeService PS, eight characters less trailing blanks, or null until every segment was received twice the same
 * @param radioText the last text that is complete, or null
 * @param programmeType PTY, 0 to 31, or null
 * @param trafficProgramme TP, or null
 * @param trafficAnnouncement TA, or null
 * @param unknownCharacters codes in the texts that have no character; they are shown as U+FFFD
 * @param blocks how many came, and how good
 * @param groupCounts groups by type: 0A, 0B, 1A … 15B; not to be changed
 * @param identifiedSeconds when the programme identification counted, in seconds of signal; not-a-number before
 * @param namedSeconds when the first name was complete; not-a-number before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RdsReading(
        boolean synchronised,
        @Nullable Integer programmeIdentification,
        @Nullable String programmeService,
        @Nullable String radioText,
        @Nullable Integer programmeType,
        @Nullable Boolean trafficProgramme,
        @Nullable Boolean trafficAnnouncement,
        int unknownCharacters,
        Blocks blocks,
        int[] groupCounts,
        double identifiedSeconds,
        double namedSeconds) {
    /**
     * Blocks of 26 bits while synchronised.
     *
     * @param total all
     * @param erroneous with errors, corrected or not
     * @param lost not corrected
     * @param errorRate share of erroneous ones among about the last 200
     */
    public record Blocks(long total, long erroneous, long lost, double errorRate) {}

    /** PI as four hexadecimal digits, as it is usually written, or null. */
    public @Nullable String identificationText() {
        return programmeIdentification == null ? null : String.format("%04X", programmeIdentification);
    }
}
