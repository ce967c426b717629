package io.fieldpost.radio.node;

import io.fieldpost.radio.detect.Detection;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.Emission;
import io.fieldpost.radio.detect.EmissionEvent;
import io.fieldpost.radio.detect.EmissionId;
import io.fieldpost.radio.detect.EmissionTracker;
import io.fieldpost.radio.licence.BoardFacts;
import io.fieldpost.radio.licence.ChannelAlarm;
import io.fieldpost.radio.licence.ChannelBoard;
import io.fieldpost.radio.licence.ChannelStatus;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches one scanned band: finds emissions, follows them, compares them with the licence list, and tells what changed. What others find out
 * about an emission (its class, its station) comes in by {@link #learn}. One thread; a step function of rows.
 */
final class BandMonitor {
    /** What becomes of news. */
    interface Listener {
        /** A row was looked through. */
        void row(SpectrumRow row);

        /** Something happened to an emission. */
        void emission(EmissionEvent event);

        /** The state of a channel changed in a way that somebody must know. */
        void alarm(ChannelAlarm alarm, SpectrumRow row);
    }

    private final Detector detector;
    private final EmissionTracker tracker;
    private final @Nullable ChannelBoard board;
    private final Listener listener;
    private final Map<EmissionId, Integer> programmes = new HashMap<>();
    private final Map<EmissionId, BoardFacts.AttenuationTest> tests = new HashMap<>();

    /** @param board null without a licence list */
    BandMonitor(Detector detector, EmissionTracker tracker, @Nullable ChannelBoard board, Listener listener) {
        this.detector = detector;
        this.tracker = tracker;
        this.board = board;
        this.listener = listener;
    }

    /** Takes one row of the band. */
    void step(SpectrumRow row) {
        List<Detection> detections = detector.detect(row);
        for (EmissionEvent event : tracker.step(row, detections)) {
            if (event instanceof EmissionEvent.Gone gone) {
                programmes.remove(gone.emission().id());
                tests.remove(gone.emission().id());
            }
            listener.emission(event);
        }
        if (board != null) {
            for (ChannelAlarm alarm : board.step(row, tracker.active(), new BoardFacts(programmes, tests))) {
                listener.alarm(alarm, row);
            }
        }
        listener.row(row);
    }

    /** Takes over what a look at an emission found; one that is gone by now is left alone. */
    void learn(EmissionId id, String emissionClass, @Nullable Integer programme) {
        if (find(id) != null) {
            tracker.classify(id, emissionClass);
            if (programme != null) {
                programmes.put(id, programme);
            }
        }
    }

    /** Takes over what more attenuation has shown of an emission. */
    void learn(EmissionId id, BoardFacts.AttenuationTest test) {
        if (find(id) != null) {
            tests.put(id, test);
        }
    }

    private @Nullable Emission find(EmissionId id) {
        return tracker.active().stream()
                .filter(emission -> emission.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What is on the air. */
    List<Emission> active() {
        return tracker.active();
    }

    /** The states of channels; empty without a licence list. */
    List<ChannelStatus> states() {
        return board == null ? List.of() : board.states();
    }

    /** The noise in each cell of the last row. */
    float[] noiseDb() {
        return detector.noiseDb();
    }

    /** Number of the emission that was found last. */
    long lastNumber() {
        return tracker.lastNumber();
    }
}
