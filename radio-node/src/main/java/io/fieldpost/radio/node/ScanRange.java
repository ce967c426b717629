package io.fieldpost.radio.node;

import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.receiver.eb200.ReceiverRanges;
import io.fieldpost.radio.settings.Eb200Settings.ScanKind;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.spectrum.Grid;
import java.util.List;

/**
 * The one scan that serves all missions of an R&amp;S receiver. Its step is one that every receiver of the family has (manuals of PR100,
 * EM100, EB500 and EM200), and no wider than the finest resolution; its frequencies are whole multiples of the step. A frequency scan measures
 * through a filter at each step, so its step is a filter's width: nothing is left out and nothing counted twice.
 *
 * @param startHz first frequency
 * @param stopHz last frequency
 * @param stepHz distance of neighbours
 */
record ScanRange(long startHz, long stopHz, long stepHz) {
    private static final long[] STEPS_HZ = {125, 250, 625, 1_250, 2_000, 3_125, 6_250, 12_500, 25_000, 50_000};
    /** 8 MB of levels a row, and twice that on the way. */
    private static final long MOST_STEPS = 2_000_000;
    /** Some ms for each: minutes for one scan. */
    private static final long MOST_SLOW_STEPS = 20_000;
    /** Its header has 32 bits for a frequency. */
    private static final long HIGHEST_SLOW_HZ = 0xFFFF_FFFFL;

    /** The range of a panorama scan. */
    static ScanRange of(List<Mission> missions) {
        return of(missions, ScanKind.PSCAN);
    }

    /**
     * The range that covers the bands of all missions.
     *
     * @param missions at least one of them with a band
     * @throws IllegalArgumentException when no scan can serve them all
     */
    static ScanRange of(List<Mission> missions, ScanKind kind) {
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
        return of(lowHz, highHz, finestHz, kind == ScanKind.FSCAN);
    }

    private static ScanRange of(double lowHz, double highHz, long finestHz, boolean slow) {
        String scan = slow ? "frequency scan" : "panorama scan";
        long step = slow ? ReceiverRanges.filterWithin(finestHz) : step(finestHz);
        if (step == 0) {
            throw new IllegalArgumentException("missions: resolution of " + finestHz + " Hz is finer than "
                    + (slow ? ReceiverRanges.narrowestFilter() : STEPS_HZ[0]) + " Hz, the finest step of a " + scan);
        }
        long first = (long) Math.floor(lowHz / step + 0.5);
        long last = (long) Math.ceil(highHz / step - 0.5);
        long most = slow ? MOST_SLOW_STEPS : MOST_STEPS;
        if (last - first >= most) {
            throw new IllegalArgumentException("missions: one " + scan + " serves them all, and from " + first * step
                    + " Hz to " + last * step + " Hz it would have " + (last - first + 1) + " steps of " + step
                    + " Hz, more than " + most + "; take a coarser resolution, or bands that lie closer together");
        }
        if (slow && last * step > HIGHEST_SLOW_HZ) {
            throw new IllegalArgumentException("missions: a frequency scan ends at " + HIGHEST_SLOW_HZ + " Hz, and "
                    + last * step + " Hz are needed; take eb200: { scan: pscan }, or a lower band");
        }
        return new ScanRange(first * step, Math.max(first + 1, last) * step, step);
    }

    private static long step(long finestHz) {
        long step = 0;
        for (long each : STEPS_HZ) {
            step = each <= finestHz ? each : step;
        }
        return step;
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
