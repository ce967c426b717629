package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.detect.Detection;
import io.fieldpost.radio.detect.DetectionSettings;
import io.fieldpost.radio.detect.Detector;
import io.fieldpost.radio.detect.Threshold;
import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.measure.NoiseMethod;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the emissions of a recording, in three passes, so that bursts of a few milliseconds stand out and memory stays small:
 *
 * <ol>
 *   <li>All rows of about 2 ms: facts, the mean and the largest power of each bin; and the noise that bursts stand out of ({@link
 *       QuietNoise}).
 *   <li>Stretches of spectrum where the largest power is more than noise would have made in so many rows. All rows again: when each of them
 *       had power ({@link BandActivity}).
 *   <li>What never pauses is no burst: stretches where the mean lies 3 dB above the floor of the mean spectrum are emissions that last throughout, where
 *       no burst was found.
 *   <li>Each emission once more, now at its own width: measures and class ({@link EmissionStudy}).
 * </ol>
 *
 * <p>What overlaps in frequency, at whatever time, is one stretch: two signals in it at once are one emission, and a steady one under
 * bursts is not told. A signal that neither pauses nor leaves free a half of the band is taken for noise. Memory: 16 MB for the longest span that
 * is studied, whatever the recording's length. One thread.
 */
final class RecordingSurvey {
    /** Emissions that are studied; more are counted. */
    static final int MOST_EMISSIONS = 500;

    private static final double FALSE_STRETCHES = 1e-4;
    private static final double LEAST_PROBABILITY = 1e-12;
    private static final double HYSTERESIS_DB = 1;
    private static final double VALLEY_DB = 20;
    private static final double STEADY_DB = 3;
    private static final int FEWEST_STEADY = 8;
    private static final double HOLD_SECONDS = 0.020;
    private static final int MOST_STRETCHES = 1_000;

    private final SampleReader reader;
    private final RowShape shape;
    private final RowStream rows;
    private final BooleanSupplier stop;
    private final SampleFacts samples = new SampleFacts();
    private int leftOut;
    private @Nullable RecordingFacts facts;

    RecordingSurvey(SampleReader reader, @Nullable Frequency resolution, BooleanSupplier stop) {
        this.reader = reader;
        this.stop = stop;
        shape = RowShape.of(
                reader.recorded().sampleRateHz(), reader.recorded().centerHz().orElse(0), resolution);
        rows = new RowStream(reader, shape, stop);
    }

    /** What it found, in the order of time. */
    List<FoundEmission> emissions() throws IOException, ToolException {
        if (rows.rows() < 1) {
            throw ToolException.failed("recording of " + reader.recorded().samples()
                    + " samples is too short, one row needs " + shape.samples() + ": take a coarser --resolution");
        }
        double[] mean = new double[shape.size()];
        double[] most = new double[shape.size()];
        rows.each((number, powers, data, length) -> {
            samples.accept(reader.recorded().format(), data, 0, length);
            for (int i = 0; i < powers.length; i++) {
                mean[i] += powers[i] / rows.rows();
                most[i] = Math.max(most[i], powers[i]);
            }
        });
        byte[] rest = rows.rest();
        samples.accept(reader.recorded().format(), rest, 0, rest.length);
        float[] quiet = QuietNoise.of(reader, shape);
        facts = new RecordingFacts(reader.recorded(), samples, density(quiet), shape);
        List<BandActivity> bursts = active(stretches(shape.row(most, shape.looks()), rare(), quiet), quiet);
        bursts.removeIf(band -> !band.wasOn());
        List<FoundEmission> found = studied(bursts, quiet);
        List<int[]> steady = steady(bursts);
        steady.removeIf(each -> bursts.stream().anyMatch(burst -> burst.overlaps(each[0], each[1])));
        float[] floor = new NoiseFloor(new NoiseMethod.Median(), NoiseFloor.FEWEST_CELLS)
                .of(shape.row(mean, shape.looks() * rows.rows()));
        studied(throughout(steady, floor), floor).stream()
                .filter(each -> each.signal().snrDb() >= STEADY_DB)
                .forEach(found::add);
        found.sort(Comparator.comparingDouble(FoundEmission::startSeconds)
                .thenComparingDouble(each -> each.signal().centerHz()));
        return Doubts.of(found, reader.recorded().centerHz().orElse(0), samples.clippedFraction());
    }

    /** What is said of the recording; once {@link #emissions} has returned. */
    RecordingFacts facts() {
        if (facts == null) {
            throw new IllegalStateException("not surveyed yet");
        }
        return facts;
    }

    /** Emissions beyond {@value #MOST_EMISSIONS}, which were not studied. */
    int leftOut() {
        return leftOut;
    }

    private double density(float[] noise) {
        float[] sorted = noise.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] - 10 * Math.log10(shape.stepHz());
    }

    /** Stretches of the rows' bins in which finer ones show something while there is no burst. */
    private List<int[]> steady(List<BandActivity> bursts) throws IOException {
        RowShape fine = shape.finer(reader.recorded().samples());
        double ratioOfRows = (double) fine.samples() / shape.samples();
        double[] sum = new double[fine.size()];
        int[] count = new int[1];
        new RowStream(reader, fine, stop).each((number, powers, data, length) -> {
            int from = (int) (number * ratioOfRows);
            int to = (int) Math.ceil((number + 1) * ratioOfRows);
            if (bursts.stream().noneMatch(burst -> burst.isOn(from, to))) {
                for (int i = 0; i < powers.length; i++) {
                    sum[i] += powers[i];
                }
                count[0]++;
            }
        });
        return count[0] * fine.frames() < FEWEST_STEADY ? new ArrayList<>() : steady(fine, sum, count[0]);
    }

    private List<int[]> steady(RowShape fine, double[] sum, int count) {
        SpectrumRow row =
                fine.row(Arrays.stream(sum).map(power -> power / count).toArray(), fine.looks() * count);
        float[] floor = new NoiseFloor(new NoiseMethod.Median(), NoiseFloor.FEWEST_CELLS).of(row);
        Threshold threshold = new Threshold.Fcme(FALSE_STRETCHES / fine.size());
        List<int[]> coarse = new ArrayList<>();
        int ratio = fine.size() / shape.size();
        for (int[] each : stretches(row, threshold, floor)) {
            int from = Math.max(0, (each[0] + ratio / 2) / ratio);
            int to = Math.min(shape.size(), Math.max(from + 1, (each[1] + ratio / 2) / ratio + 1));
            coarse.add(new int[] {Math.min(from, to - 1), to});
        }
        return coarse;
    }

    private Threshold rare() {
        double chances = FALSE_STRETCHES / shape.size() / rows.rows();
        return new Threshold.Fcme(Math.max(LEAST_PROBABILITY, Math.min(0.01, chances)));
    }

    /** First bin of each, and the one behind its last. */
    private static List<int[]> stretches(SpectrumRow row, Threshold threshold, float[] noise) {
        DetectionSettings settings = new DetectionSettings(threshold, STEADY_DB, HYSTERESIS_DB, 0, VALLEY_DB);
        Detector detector = new Detector(settings, (any, into) -> System.arraycopy(noise, 0, into, 0, noise.length));
        List<int[]> found = new ArrayList<>();
        for (Detection each : detector.detect(row)) {
            int from = Math.max(0, row.cellOf(each.startHz() + row.stepHz() / 2));
            int to = Math.min(row.cells(), row.cellOf(each.stopHz() - row.stepHz() / 2) + 1);
            found.add(new int[] {from, to});
        }
        return found;
    }

    private List<BandActivity> active(List<int[]> stretches, float[] noise) throws IOException {
        int hold = (int) Math.max(2, Math.ceil(HOLD_SECONDS / shape.seconds()));
        List<BandActivity> bands = new ArrayList<>();
        for (int[] each : stretches.subList(0, Math.min(MOST_STRETCHES, stretches.size()))) {
            bands.add(new BandActivity(each[0], each[1], noise, shape.looks(), hold, MOST_EMISSIONS));
        }
        rows.each((number, powers, data, length) -> bands.forEach(band -> band.step(number, powers)));
        bands.forEach(BandActivity::finish);
        return bands;
    }

    private List<FoundEmission> studied(List<BandActivity> bands, float[] noise) throws IOException {
        EmissionStudy study = new EmissionStudy(reader, shape, noise, samples.offsetDbfs());
        List<FoundEmission> found = new ArrayList<>();
        for (BandActivity band : bands) {
            leftOut += band.leftOut();
            for (BandActivity.Interval interval : band.intervals()) {
                if (found.size() >= MOST_EMISSIONS) {
                    leftOut++;
                } else if (!stop.getAsBoolean()) {
                    study.of(band, interval).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private List<BandActivity> throughout(List<int[]> stretches, float[] noise) {
        return stretches.stream()
                .map(each -> BandActivity.throughout(each[0], each[1], noise, rows.rows()))
                .toList();
    }
}
