package io.fieldpost.radio.detect;

import io.fieldpost.radio.detect.EmissionEvent.Appeared;
import io.fieldpost.radio.detect.EmissionEvent.Change;
import io.fieldpost.radio.detect.EmissionEvent.Changed;
import io.fieldpost.radio.detect.EmissionEvent.Gone;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives what is detected row by row an identity over time. One thread; a step function of rows.
 *
 * <ul>
 *   <li>Something seen in m of n looks is an emission ({@link Persistence}); it keeps its number while it drifts, fades or is keyed.
 *   <li>A row that is suspect proves nothing: it neither begins nor confirms nor ends anything. A stretch that was not measured is not
 *       missed.
 *   <li>Split: what is detected inside the stretch of an emission beside the emission's own part must prove itself like any other; its
 *       appearance names the emission it came from.
 *   <li>Merge: an emission whose stretch is covered by a detection that belongs to another one is neither seen nor missed; when that
 *       lasts, it is gone, and the event names the other.
 * </ul>
 */
public final class EmissionTracker {
    /** More than any band holds; beyond it new ones are not followed. */
    private static final int MOST_TRACKS = 4096;

    private final Persistence persistence;
    private final long epoch;
    private final List<Track> tracks = new ArrayList<>();
    private long lastNumber;
    private @Nullable Instant lastRow;

    /**
     * @param epoch never used before by a tracker of this gateway
     * @param lastNumber the highest number that this epoch has already given away; 0 for none
     */
    public EmissionTracker(Persistence persistence, long epoch, long lastNumber) {
        this.persistence = persistence;
        this.epoch = epoch;
        this.lastNumber = lastNumber;
    }

    /** Takes over what was detected in the next row, and says what that changed. */
    public List<EmissionEvent> step(SpectrumRow row, List<Detection> detections) {
        Instant before = lastRow;
        lastRow = row.time();
        Duration elapsed =
                before == null || before.isAfter(row.time()) ? Duration.ZERO : Duration.between(before, row.time());
        if (!row.suspect().isEmpty()) {
            tracks.forEach(track -> track.excuse(elapsed));
            return List.of();
        }
        List<EmissionEvent> events = new ArrayList<>();
        @Nullable Track[] chosen = Association.of(tracks, detections, row.stepHz());
        List<Track> seen = new ArrayList<>();
        // Before the emissions move on to what they are now: a part that split off lies where its parent was.
        List<Track> begun = begun(row, detections, chosen);
        for (int i = 0; i < chosen.length; i++) {
            Track track = chosen[i];
            if (track != null) {
                track.seen(detections.get(i), row.time());
                seen.add(track);
            }
        }
        missUnseen(row, elapsed, seen);
        tracks.addAll(begun);
        settle(row, events);
        return events;
    }

    /** The emissions that are on the air, or were a moment ago. */
    public List<Emission> active() {
        List<Emission> active = new ArrayList<>();
        for (Track track : tracks) {
            EmissionId id = track.id();
            if (id != null) {
                active.add(track.emission(id));
            }
        }
        return active;
    }

    /** The highest number given away, to be kept if the epoch outlives this tracker. */
    public long lastNumber() {
        return lastNumber;
    }

    /** Notes what somebody has found an emission to be; told with the next row. Unknown and past emissions are left alone. */
    public void classify(EmissionId id, String emissionClass) {
        for (Track track : tracks) {
            if (id.equals(track.id())) {
                track.classify(emissionClass);
            }
        }
    }

    private void missUnseen(SpectrumRow row, Duration elapsed, List<Track> seen) {
        for (Track track : tracks) {
            if (seen.contains(track)) {
                continue;
            }
            if (!track.measured(row)) {
                track.excuse(elapsed);
                continue;
            }
            EmissionId by = coveredBy(track, seen);
            if (by != null) {
                track.covered(by);
            } else {
                track.missed();
            }
        }
    }

    private static @Nullable EmissionId coveredBy(Track track, List<Track> seen) {
        Detection last = track.last();
        for (Track other : seen) {
            boolean covers = 2 * other.last().overlapHz(last.startHz(), last.stopHz()) > last.stopHz() - last.startHz();
            if (covers && other.id() != null) {
                return other.id();
            }
        }
        return null;
    }

    private List<Track> begun(SpectrumRow row, List<Detection> detections, @Nullable Track[] chosen) {
        List<Track> begun = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] == null && tracks.size() + begun.size() < MOST_TRACKS) {
                begun.add(new Track(detections.get(i), row.time(), around(detections.get(i))));
            }
        }
        return begun;
    }

    private @Nullable EmissionId around(Detection found) {
        for (Track track : tracks) {
            Detection last = track.last();
            if (track.id() != null && found.overlapHz(last.startHz(), last.stopHz()) > 0) {
                return track.id();
            }
        }
        return null;
    }

    private void settle(SpectrumRow row, List<EmissionEvent> events) {
        Iterator<Track> each = tracks.iterator();
        while (each.hasNext()) {
            Track track = each.next();
            EmissionId id = track.id();
            if (id == null) {
                if (track.proven(persistence)) {
                    appear(track, events);
                } else if (track.forgotten(persistence)) {
                    each.remove();
                }
            } else if (track.over(persistence, row.time())) {
                events.add(new Gone(track.emission(id), track.coveredBy()));
                each.remove();
            } else {
                tellChanges(track, id, row.stepHz(), events);
            }
        }
    }

    private void appear(Track track, List<EmissionEvent> events) {
        EmissionId id = new EmissionId(epoch, ++lastNumber);
        track.confirm(id);
        events.add(new Appeared(track.emission(id), track.parent()));
    }

    private static void tellChanges(Track track, EmissionId id, double cellHz, List<EmissionEvent> events) {
        Set<Change> changes = track.changes(cellHz);
        if (!changes.isEmpty()) {
            events.add(new Changed(track.emission(id), changes));
        }
    }
}
