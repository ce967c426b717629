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
 * The mean of a recording's spectrum in finer bins than rows have, over all the time in which there is no burst, and what stands out of it. One
 * thread.
 */
final class SteadyLines {
    private static final double FALSE_LINES = 1e-4;
    private static final int FEWEST_TRANSFORMS = 8;

    private final RowShape shape;
    private final RowShape fine;
    private final double[] sum;
    private int rows;

    /** @param shape of the rows that bursts count in */
    SteadyLines(RowShape shape, RowShape fine) {
        this.shape = shape;
        this.fine = fine;
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

    /** Where it is, in the finer bins; none when there was hardly a time without a burst. */
    List<Stretch> found() {
        if (rows * fine.frames() < FEWEST_TRANSFORMS) {
            return List.of();
        }
        return Stretch.find(mean(), new Threshold.Fcme(FALSE_LINES / fine.size()), floor());
    }

    /**
     * The median of the band, because the edges of a filtered recording hold next to nothing and are no floor; in parts as wide as those of rows,
     * because one station may fill a narrower one.
     */
    float[] floor() {
        int cells = NoiseFloor.FEWEST_CELLS * fine.size() / shape.size();
        return new NoiseFloor(new NoiseMethod.Median(), cells).of(mean());
    }

    /** Powers of the finer bins. */
    double[] powers() {
        return Arrays.stream(sum).map(power -> power / Math.max(1, rows)).toArray();
    }

    private SpectrumRow mean() {
        return fine.row(powers(), fine.looks() * Math.max(1, rows));
    }
}
