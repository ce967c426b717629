package io.fieldpost.radio.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which detection belongs to which track: each to at most one. They fit when their stretches overlap, or when their centres are no
 * further apart than two cells or a quarter of the wider one. Confirmed emissions choose first; the pair with the largest common share
 * wins, then the one with the nearer centres.
 */
final class Association {
    private static final double TOLERATED_CELLS = 2;
    private static final double TOLERATED_SHARE = 0.25;
    private static final Comparator<Pair> BEST_FIRST = Comparator.comparing((Pair pair) -> pair.track.id() == null)
            .thenComparing(Comparator.comparingDouble(Pair::commonShare).reversed())
            .thenComparingDouble(Pair::distanceHz);

    private record Pair(Track track, int detection, double commonShare, double distanceHz) {}

    private Association() {}

    /** The track of each detection, or null. */
    static @Nullable Track[] of(List<Track> tracks, List<Detection> detections, double cellHz) {
        @Nullable Track[] chosen = new @Nullable Track[detections.size()];
        List<Pair> pairs = new ArrayList<>();
        for (Track track : tracks) {
            for (int i = 0; i < detections.size(); i++) {
                addIfFits(pairs, track, i, detections.get(i), cellHz);
            }
        }
        pairs.sort(BEST_FIRST);
        List<Track> taken = new ArrayList<>();
        for (Pair pair : pairs) {
            if (chosen[pair.detection] == null && !taken.contains(pair.track)) {
                chosen[pair.detection] = pair.track;
                taken.add(pair.track);
            }
        }
        return chosen;
    }

    private static void addIfFits(List<Pair> pairs, Track track, int index, Detection found, double cellHz) {
        Detection last = track.last();
        double common = found.overlapHz(last.startHz(), last.stopHz());
        double distance = Math.abs(found.centerHz() - last.centerHz());
        double widest = Math.max(last.stopHz() - last.startHz(), found.stopHz() - found.startHz());
        // Half a cell of rounding would otherwise decide whether the next but one cell is near.
        double tolerated = Math.max((TOLERATED_CELLS + 0.01) * cellHz, TOLERATED_SHARE * widest);
        if (common > 0 || distance <= tolerated) {
            pairs.add(new Pair(track, index, Math.max(0, common) / widest, distance));
        }
    }
}
