package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.HopPlan;
import io.fieldpost.radio.spectrum.SweepPlan;
import io.fieldpost.radio.spectrum.Window;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Plans the scan of a band with the receiver that is there. One that can't be tuned, such as a recording, is scanned where it is: what
 * of the band lies within its sample rate, in cells that its centre is a multiple of.
 */
final class BandPlan {
    private static final long USUAL_RESOLUTION_HZ = 25_000;
    private static final List<Long> RESOLUTIONS_HZ = List.of(
            25_000L, 20_000L, 12_500L, 10_000L, 5_000L, 2_500L, 2_000L, 1_000L, 500L, 200L, 100L, 50L, 20L, 10L);
    private static final int MOST_CELLS = 200_000;
    private static final int FEWEST_FIXED_CELLS = 3;

    private final FrequencyRange band;
    private final @Nullable Frequency resolution;
    private final Window window;
    private final int averages;

    BandPlan(FrequencyRange band, @Nullable Frequency resolution, Window window, int averages) {
        this.band = band;
        this.resolution = resolution;
        this.window = window;
        this.averages = averages;
    }

    /** The plan, without statistics beside the mean. */
    SweepPlan of(OpenReceiver radio) throws ToolException {
        OptionalLong fixed = radio.fixedCenterHz();
        long rate = radio.sampleRateHz();
        try {
            if (fixed.isPresent()) {
                return around(fixed.getAsLong(), rate);
            }
            return SweepPlan.of("scan", grid(freeResolutionHz(rate)), rate, window, averages, radio.settleSamples());
        } catch (IllegalArgumentException e) {
            throw ToolException.wrong(String.valueOf(e.getMessage()));
        }
    }

    private long freeResolutionHz(long rate) {
        return resolution == null ? Math.min(USUAL_RESOLUTION_HZ, SweepPlan.coarsestHz(rate)) : resolution.hertz();
    }

    private Grid grid(long hertz) throws ToolException {
        long cells = (band.stop().hertz() - band.start().hertz()) / hertz + 1;
        if (cells > MOST_CELLS) {
            throw ToolException.wrong("band has " + cells + " cells of " + hertz + " Hz, more than " + MOST_CELLS
                    + ": take a coarser --resolution");
        }
        Grid grid = Grid.of(band.start().hertz(), band.stop().hertz(), hertz);
        if (grid.cells() < 1) {
            throw ToolException.wrong("band holds no multiple of " + hertz + " Hz: take a finer --resolution");
        }
        return grid;
    }

    private SweepPlan around(long centerHz, long rate) throws ToolException {
        long hertz = fixedResolutionHz(centerHz, rate);
        long half = rate / 2 - hertz;
        long from = Math.max(band.start().hertz(), centerHz - half);
        long to = Math.min(band.stop().hertz(), centerHz + half);
        Grid grid = Grid.of(from, Math.max(from, to), hertz);
        if (to < from || grid.cells() < FEWEST_FIXED_CELLS) {
            throw ToolException.wrong("band " + band + " is not in what this receiver sees: it stands at "
                    + Figures.hertz(centerHz) + " and sees " + Figures.hertz(rate / 2.0) + " to each side");
        }
        int first = Math.toIntExact(grid.firstCell() - centerHz / hertz);
        HopPlan hop = new HopPlan(List.of(new HopPlan.Hop(centerHz, 0, grid.cells(), first)));
        SweepPlan sized = SweepPlan.of("scan", new Grid(0, 1, hertz), rate, window, averages, 0);
        return new SweepPlan("scan", grid, rate, window, sized.fftSize(), averages, 0, List.of(), 0, hop);
    }

    private long fixedResolutionHz(long centerHz, long rate) throws ToolException {
        long coarsest = SweepPlan.coarsestHz(rate);
        if (resolution != null && centerHz % resolution.hertz() == 0) {
            return resolution.hertz();
        }
        long wanted = resolution == null ? Math.min(USUAL_RESOLUTION_HZ, coarsest) : resolution.hertz();
        for (long hertz : RESOLUTIONS_HZ) {
            if (hertz <= Math.min(wanted, coarsest) && centerHz % hertz == 0) {
                if (resolution == null) {
                    return hertz;
                }
                throw ToolException.wrong("the receiver stands at " + centerHz + " Hz, which is no multiple of "
                        + resolution + ": take --resolution=" + new Frequency(hertz));
            }
        }
        throw ToolException.wrong(
                "the receiver stands at " + centerHz + " Hz: give a --resolution that this is a multiple of");
    }
}
