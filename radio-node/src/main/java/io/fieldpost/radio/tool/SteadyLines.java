package io.fieldpost.radio.tool;

import io.fieldpost.radio.detect.Threshold;
import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.measure.NoiseMethod;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds what is there while there is no burst and too narrow or weak for rows: in bins that are finer, over all the time that is left. One
 * thread.
 */
final class SteadyLines {
    private static final double FALSE_LINES = 1e-4;
    private static final int FEWEST_TRANSFORMS = 8;

    private final RowShape shape;
    private final RowShape fine;
    private final double[] sum;
    private int rows;

    SteadyLines(RowShape shape, long samples) {
        this.shape = shape;
        fine = shape.finer(samples);
        sum = new double[fine.size()];
    }

    /** Goes through the recording, leaving out when one of the bursts was on. */
    void read(SampleReader reader, List<BandActivity> bursts, BooleanSupplier stop) throws IOException {
        double ratio = (double) fine.samples() / shape.samples();
        new RowStream(reader, fine, stop).each((number, powers, data, length) -> {
            int from = (int) (number * ratio);
            int to = (int) Math.ceil((number + 1) * ratio);
            if (bursts.stream().noneMatch(burst -> burst.isOn(from, to))) {
                for (int i = 0; i < powers.length; i++) {
                    sum[i] += powers[i];
                }
                rows++;
            }
        });
    }

    /** Where it is, in the rows' bins; none when there was hardly a time without a burst. */
    List<Stretch> found() {
        if (rows * fine.frames() < FEWEST_TRANSFORMS) {
            return List.of();
        }
        double[] mean = Arrays.stream(sum).map(power -> power / rows).toArray();
        SpectrumRow row = fine.row(mean, fine.looks() * rows);
        Threshold threshold = new Threshold.Fcme(FALSE_LINES / fine.size());
        int ratio = fine.size() / shape.size();
        return Stretch.find(row, threshold, floor(row)).stream()
                .map(each -> each.coarser(ratio, shape.size()))
                .toList();
    }

    /** The median of the band, because the edges of a filtered recording hold next to nothing and are no floor. */
    static float[] floor(SpectrumRow row) {
        return new NoiseFloor(new NoiseMethod.Median(), NoiseFloor.FEWEST_CELLS).of(row);
    }
}
