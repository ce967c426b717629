package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.EmissionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody must know of.
 *
 * @param raised false when it is over
 * @param since when what it is about began
 * @param time when it had lasted long enough to be told
 * @param name of the licensed station, or empty
 * @param frequencyHz where
 * @param emission what is on the air there, or null when nothing is
 * @param evidence what to record
 * @param message one line for a person
 */
public record ChannelAlarm(
        AlarmKind kind,
        boolean raised,
        Instant since,
        Instant time,
        String name,
        double frequencyHz,
        @Nullable EmissionId emission,
        Evidence evidence,
        String message) {
    /** How urgent it is. */
    public AlarmKind.Severity severity() {
        return kind.severity();
    }

    /**
     * What to record so that the alarm can be judged later.
     *
     * @param centerHz middle of the recording
     * @param bandwidthHz what it must hold at least: the emission and a quarter of its width to each side
     */
    public record Evidence(double centerHz, double bandwidthHz) {
        static Evidence around(double centerHz, double bandwidthHz) {
            return new Evidence(centerHz, 1.5 * bandwidthHz);
        }
    }
}
