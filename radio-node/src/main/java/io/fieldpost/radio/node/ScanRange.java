package io.fieldpost.radio.node;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.Grid;
import java.util.List;

/**
 * The one panorama scan that serves all missions of an R&amp;S receiver. Its step is one that every receiver of the family has (manuals of
 * PR100, EM100, EB500 and EM200), and no wider than the finest resolution; its frequencies are whole multiples of the step.
 *
 * @param startHz first frequency
 * @param stopHz last frequency
 * @param stepHz distance of neighbours
 */
record ScanRange(long startHz, long stopHz, long stepHz) {
    private static final long[] STEPS_HZ = {125, 250, 625, 1_250, 2_000, 3_125, 6_250, 12_500, 25_000, 50_000};
    /** 8 MB of levels a row, and twice that on the way. */
    private static final long MOST_STEPS = 2_000_000;

    /**
     * The range that covers the bands of all missions.
     *
     * @param missions each with a band
     * @throws IllegalArgumentException when no scan can serve them all
     */
    static ScanRange of(List<Mission> missions) {
        double lowHz = Double.POSITIVE_INFINITY;
        double highHz = 0;
        long finestHz = Long.MAX_VALUE;
        for (Mission mission : missions) {
            FrequencyRange band = mission.band();
            if (band != null) {
                Grid grid = mission.grid(band);
                lowHz = Math.min(lowHz, lowHz(grid));
                highHz = Math.max(highHz, highHz(grid));
                finestHz = Math.min(finestHz, grid.resolutionHz());
            }
        }
        return of(lowHz, highHz, finestHz);
    }

    private static ScanRange of(double lowHz, double highHz, long finestHz) {
        long step = 0;
        for (long each : STEPS_HZ) {
            step = each <= finestHz ? each : step;
        }
        if (step == 0) {
            throw new IllegalArgumentException("missions: resolution of " + finestHz + " Hz is finer than "
                    + STEPS_HZ[0] + " Hz, the finest step of a panorama scan");
        }
        long first = (long) Math.floor(lowHz / step + 0.5);
        long last = (long) Math.ceil(highHz / step - 0.5);
        if (last - first >= MOST_STEPS) {
            throw new IllegalArgumentException("missions: one panorama scan serves them all, and from " + first * step
                    + " Hz to " + last * step + " Hz it would have " + (last - first + 1) + " steps of " + step
                    + " Hz, more than " + MOST_STEPS
                    + "; take a coarser resolution, or bands that lie closer together");
        }
        return new ScanRange(first * step, Math.max(first + 1, last) * step, step);
    }

    private static double lowHz(Grid grid) {
        return grid.startHz() - grid.resolutionHz() / 2.0;
    }

    private static double highHz(Grid grid) {
        return grid.startHz() + (grid.cells() - 0.5) * grid.resolutionHz();
    }

    /**
     * Checks that this scan serves one more mission.
     *
     * @throws IllegalArgumentException with what the scan covers
     */
    void check(Mission mission, Grid grid) {
        // Of a cell at the edge, half is enough.
        long lastHz = grid.startHz() + (grid.cells() - 1) * grid.resolutionHz();
        boolean inside = grid.startHz() >= startHz - stepHz / 2.0 && lastHz <= stopHz + stepHz / 2.0;
        if (!inside || grid.resolutionHz() < stepHz) {
            throw new IllegalArgumentException("the receiver scans " + startHz + " Hz to " + stopHz + " Hz in steps of "
                    + stepHz + " Hz for the missions of the gateway's file, and this one needs more; write it there: "
                    + mission.name());
        }
    }
}
