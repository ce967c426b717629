package io.fieldpost.radio.tool;

import java.util.ArrayList;
import java.util.List;

/** Tells emissions that a receiver may have made itself: the image of a stronger one beside its centre, what an overload
 * scatters, and the outer part of a stronger one's own spectrum. */
final class Doubts {
    private static final double IMAGE_DB = 15;
    private static final double SCATTER_DB = 20;
    private static final double SKIRT_DB = 25;
    private static final double SKIRT_WIDTHS = 2;
    private static final double CLIPPED = 1e-4;

    private Doubts() {}

    /** The same emissions, some with a doubt. */
    static List<FoundEmission> of(List<FoundEmission> found, double centerHz, double clippedFraction) {
        List<FoundEmission> told = new ArrayList<>();
        for (FoundEmission each : found) {
            String doubt = "";
            for (FoundEmission other : found) {
                if (other != each && each.overlaps(other)) {
                    doubt = doubt.isEmpty() ? doubt(each, other, centerHz, clippedFraction) : doubt;
                }
            }
            told.add(doubt.isEmpty() ? each : each.doubted(doubt));
        }
        return told;
    }

    private static String doubt(FoundEmission weak, FoundEmission strong, double centerHz, double clippedFraction) {
        double below = strong.signal().levelDb() - weak.signal().levelDb();
        double mirrored = 2 * centerHz - strong.signal().centerHz();
        boolean image = Math.abs(weak.signal().centerHz() - mirrored)
                < Math.max(weak.signal().occupiedHz(), strong.signal().occupiedHz()) / 2;
        if (below >= IMAGE_DB && image) {
            return "image?";
        }
        double apart = Math.abs(weak.signal().centerHz() - strong.signal().centerHz());
        if (below >= SKIRT_DB && apart < SKIRT_WIDTHS * strong.signal().occupiedHz()) {
            return "skirt?";
        }
        return below >= SCATTER_DB && clippedFraction > CLIPPED ? "overload?" : "";
    }
}
