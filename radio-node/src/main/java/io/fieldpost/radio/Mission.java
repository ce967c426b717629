package io.fieldpost.radio;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.config.Setting;
import io.fieldpost.radio.spectrum.Grid;
import io.fieldpost.radio.spectrum.Window;
import java.time.Duration;

/** One thing that a receiver is to do, again and again. */
@Setting("A scan of a band, again and again.")
public record Mission(
        @Setting(
                value = "Name of this mission and of the point that its traces come as, unique in its source.",
                byDefault = "scan",
                pattern = "[A-Za-z0-9_./-]{1,128}",
                example = "fm-band")
        String name,

        @Setting(value = "The band, edges included.", example = "87MHz..108MHz")
        FrequencyRange scan,

        @Setting(
                value =
                        "Width of a cell of the trace and distance of its neighbours; centres are whole multiples of it.",
                byDefault = "25kHz",
                min = "10Hz",
                max = "200kHz",
                example = "10kHz")
        Frequency resolution,

        @Setting(
                value =
                        "From the start of one scan to the start of the next; a start that finds the last one still waiting is"
                                + " skipped and counted.",
                byDefault = "1s",
                min = "50ms",
                max = "1d")
        Duration every,

        @Setting(value = "Shape of the window before the transform.", byDefault = "hann")
        Window window,

        @Setting(value = "Transforms averaged in each cell.", byDefault = "16", min = "1", max = "10000")
        int averages) {
    private static final int MOST_CELLS = 200_000;
    private static final long HIGHEST_HZ = 0xFFFF_FFFFL;

    public Mission {
        if (scan.stop().hertz() > HIGHEST_HZ) {
            throw new IllegalArgumentException("scan ends above " + HIGHEST_HZ + " Hz, which rtl_tcp can't name: "
                    + scan.stop().hertz() + " Hz");
        }
        if (resolution.hertz() < 1) {
            throw new IllegalArgumentException("resolution is not above 0 Hz: " + resolution.hertz() + " Hz");
        }
        long cells = (scan.stop().hertz() - scan.start().hertz()) / resolution.hertz() + 1;
        if (cells > MOST_CELLS) {
            throw new IllegalArgumentException("scan has " + cells + " cells of " + resolution.hertz()
                    + " Hz, more than " + MOST_CELLS + ": take a coarser resolution");
        }
    }

    Grid grid() {
        return Grid.of(scan.start().hertz(), scan.stop().hertz(), resolution.hertz());
    }
}
