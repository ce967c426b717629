package io.fieldpost.demo;

import io.fieldpost.agent.publish.ProfileBatch;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.radio.simulation.Station;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stations off the newest spectrum that the centre has received: the highest cell of each run of cells that stand 15 dB above
 * the median. A line for a person at a demo, not a detector.
 */
final class SpectrumReport implements Consumer<ProfileBatch> {
    private static final float ABOVE_MEDIAN_DB = 15;
    private static final double SAME_STATION_HZ = 100e3;

    private volatile Value.@Nullable Series newest;

    @Override
    public void accept(ProfileBatch batch) {
        for (Measurement measurement : batch.measurements()) {
            if (measurement.value() instanceof Value.Series series) {
                newest = series;
            }
        }
    }

    /** One line for all stations, and one for each that is not on the list; empty before the first spectrum. */
    List<String> lines(List<Station> licensed) {
        Value.Series series = newest;
        if (series == null) {
            return List.of();
        }
        StringBuilder all = new StringBuilder("          on the air:");
        List<String> lines = new ArrayList<>();
        for (int peak : peaks(series.values())) {
            double hertz = series.start() + peak * series.step();
            String text = String.format(Locale.ROOT, "%.2f MHz %.0f dBFS", hertz / 1e6, series.values()[peak]);
            all.append("  ").append(text);
            boolean known =
                    licensed.stream().anyMatch(station -> Math.abs(station.frequencyHz() - hertz) < SAME_STATION_HZ);
            if (!known) {
                lines.add("          on no licence list: " + text);
            }
        }
        lines.add(0, all.toString());
        return lines;
    }

    private static List<Integer> peaks(float[] levels) {
        float[] sorted = levels.clone();
        Arrays.sort(sorted);
        float threshold = sorted[sorted.length / 2] + ABOVE_MEDIAN_DB;
        List<Integer> peaks = new ArrayList<>();
        int highest = -1;
        for (int i = 0; i < levels.length; i++) {
            if (levels[i] <= threshold) {
                if (highest >= 0) {
                    peaks.add(highest);
                }
                highest = -1;
            } else if (highest < 0 || levels[i] > levels[highest]) {
                highest = i;
            }
        }
        return peaks;
    }
}
