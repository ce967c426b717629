package io.fieldpost.radio.tool;

import io.fieldpost.radio.broadcast.StationReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.measure.SignalMeasure;
import org.jspecify.annotations.Nullable;

/**
 * One emission of a recording.
 *
 * @param startSeconds from the recording's first sample; of a burst known to about a tenth of a row, otherwise to a row
 * @param seconds how long it was there; pauses that are shorter than what was before, and than 20 ms, belong to it
 * @param signal centre, bandwidth, level, signal-to-noise ratio, averaged over that time
 * @param classification what kind of signal it is; null when it is too short to tell
 * @param station what an FM broadcast said; null for others
 * @param doubt why it may be no emission of its own, in a word or two; empty for none
 */
record FoundEmission(
        double startSeconds,
        double seconds,
        SignalMeasure signal,
        @Nullable Classification classification,
        @Nullable StationReading station,
        String doubt) {
    FoundEmission doubted(String why) {
        return new FoundEmission(startSeconds, seconds, signal, classification, station, why);
    }

    boolean overlaps(FoundEmission other) {
        return startSeconds < other.startSeconds + other.seconds && other.startSeconds < startSeconds + seconds;
    }
}
