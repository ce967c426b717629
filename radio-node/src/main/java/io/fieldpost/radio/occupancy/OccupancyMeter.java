package io.fieldpost.radio.occupancy;

import io.fieldpost.radio.occupancy.ThresholdRule.AboveNoise;
import io.fieldpost.radio.occupancy.ThresholdRule.Level;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures the occupancy of channels row by row, and reports it for each quarter of an hour of the UTC clock (ITU-R SM.1880-2, Report
 * SM.2256-1). One thread; allocates when a quarter ends or the grid changes.
 *
 * <p>A channel is occupied in a look when its strongest cell exceeds the threshold. Noise does so too, the more often the fewer looks a
 * cell stands for and the more cells a channel has: with 16 looks, one cell reaches 3 dB above the floor once in 1,450 looks and 5 dB once
 * in 240 million. Choose the threshold so that this stays far below the occupancies of interest.
 *
 * <p>Suspect rows are left out and counted, as are looks at a channel of which less than half was measured; the interval across them
 * is not counted either. An interval is counted in the quarter in which it ends. Rows must come in the order of time; the clock going
 * back ends the quarter, and begins the earlier one anew.
 */
public final class OccupancyMeter {
    /** SM.1880 asks for results every 15 minutes. */
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final ChannelPlan plan;
    private final ThresholdRule rule;
    private final ChannelCounter[] counters;
    private final int[] from;
    private final int[] to;

    // For one quarter.
    private @Nullable Instant quarter;
    private long occupiedCells;
    private long measuredCells;
    private long excludedRows;

    // For one grid.
    private double startHz = Double.NaN;
    private double stepHz = Double.NaN;

    public OccupancyMeter(ChannelPlan plan, ThresholdRule rule) {
        this.plan = plan;
        this.rule = rule;
        int count = plan.channels().size();
        this.counters = new ChannelCounter[count];
        this.from = new int[count];
        this.to = new int[count];
        for (int i = 0; i < count; i++) {
            counters[i] = new ChannelCounter();
        }
    }

    /**
     * Takes over a row.
     *
     * @param noiseDb the noise floor in each cell; not looked at when the threshold is a fixed level
     * @return the quarter that ended before this row, if one did
     */
    public Optional<OccupancyReport> step(SpectrumRow row, float[] noiseDb) {
        Optional<OccupancyReport> ended = endQuarterBefore(row.time());
        place(row);
        if (!row.suspect().isEmpty()) {
            excludedRows++;
            for (ChannelCounter counter : counters) {
                counter.exclude();
            }
            return ended;
        }
        boolean relative = rule instanceof AboveNoise;
        float margin = (float) (rule instanceof AboveNoise above ? above.db() : ((Level) rule).db());
        for (int i = 0; i < counters.length; i++) {
            look(counters[i], row, noiseDb, relative, margin, from[i], to[i]);
        }
        return ended;
    }

    /** What was measured of the quarter that is running; it begins anew. For the end of a mission. */
    public Optional<OccupancyReport> finish() {
        Instant start = quarter;
        quarter = null;
        return start == null ? Optional.empty() : Optional.of(report(start));
    }

    private Optional<OccupancyReport> endQuarterBefore(Instant time) {
        Instant now = Clock.startOf(time, QUARTER);
        Instant running = quarter;
        quarter = now;
        return running == null || running.equals(now) ? Optional.empty() : Optional.of(report(running));
    }

    private OccupancyReport report(Instant start) {
        List<ChannelOccupancy> channels = new ArrayList<>(counters.length);
        for (int i = 0; i < counters.length; i++) {
            channels.add(new ChannelOccupancy(plan.channels().get(i), counters[i].take()));
        }
        OccupancyReport report =
                new OccupancyReport(start, QUARTER, channels, occupiedCells, measuredCells, excludedRows);
        occupiedCells = 0;
        measuredCells = 0;
        excludedRows = 0;
        return report;
    }

    /** Cells whose centres lie in a channel; a channel narrower than a cell has the one that holds its middle. */
    private void place(SpectrumRow row) {
        if (row.startHz() == startHz && row.stepHz() == stepHz) {
            return;
        }
        startHz = row.startHz();
        stepHz = row.stepHz();
        for (int i = 0; i < counters.length; i++) {
            ChannelPlan.Channel channel = plan.channels().get(i);
            double first = (channel.centerHz() - channel.widthHz() / 2 - startHz) / stepHz;
            double last = (channel.centerHz() + channel.widthHz() / 2 - startHz) / stepHz;
            // An upper edge in the middle of a cell belongs to the next channel.
            from[i] = (int) Math.ceil(first - 1e-6);
            to[i] = (int) Math.ceil(last - 1e-6);
            if (to[i] <= from[i]) {
                from[i] = row.cellOf(channel.centerHz());
                to[i] = from[i] + 1;
            }
        }
    }

    private void look(
            ChannelCounter counter,
            SpectrumRow row,
            float[] noiseDb,
            boolean relative,
            float margin,
            int first,
            int end) {
        float[] levelDb = row.levelDb();
        int measured = 0;
        int above = 0;
        for (int cell = Math.max(0, first); cell < Math.min(levelDb.length, end); cell++) {
            float threshold = relative ? noiseDb[cell] + margin : margin;
            // Neither a level nor a floor that is not known is measured.
            if (levelDb[cell] > threshold) {
                above++;
                measured++;
            } else if (levelDb[cell] <= threshold) {
                measured++;
            }
        }
        if (2 * measured < end - first || measured == 0) {
            counter.exclude();
            return;
        }
        occupiedCells += above;
        measuredCells += measured;
        counter.look(above > 0, row.time());
    }
}
