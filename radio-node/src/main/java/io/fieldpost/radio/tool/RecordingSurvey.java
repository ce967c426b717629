package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.driver.tool.ToolException;
import io.fieldpost.radio.detect.Threshold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the emissions of a recording. Bursts of a few milliseconds must stand out, and memory stays small, so the recording is gone through
 * several times, row by row of about 2 ms:
 *
 * <ol>
 *   <li>Facts, the mean and the largest power of each bin; and the noise that bursts stand out of ({@link QuietNoise}).
 *   <li>The mean in bins that are four times finer ({@link SteadyLines}). Stretches that stand out of it, joined where they are of one emission
 *       ({@link JoinedLines}), and whose power never pauses, are steady ({@link SteadyBand}).
 *   <li>Stretches of bins whose largest power is more than noise makes in so many rows are bursts, when their power comes and goes ({@link
 *       BandActivity}); those of one emission are joined ({@link JoinedBursts}).
 *   <li>What is left while there is no burst is averaged once more in bins that are finer still.
 *   <li>Each emission once more, at its own width: measures and class ({@link EmissionStudy}).
 * </ol>
 *
 * <p>What overlaps in frequency, at whatever time, is one stretch: of two signals in it at once, or a burst over something steady, one is
 * told. A signal that neither pauses nor leaves free half of the band is taken for noise. Memory: up to some 60 MB for the longest span that is studied and for many lines side by side,
 * whatever the recording's length. One thread.
 */
final class RecordingSurvey {
    /** Emissions that are studied; more are counted. */
    static final int MOST_EMISSIONS = 500;

    private static final double FALSE_STRETCHES = 1e-4;
    private static final double LEAST_PROBABILITY = 1e-12;
    private static final double HOLD_SECONDS = 0.020;

    /** Parts emissions in channels of 12.5 kHz. */
    private static final int STEADY_FINER = 4;

    private static final int LINES_FINER = 16;

    private final SampleReader reader;
    private final RowShape shape;
    private final RowShape steadyShape;
    private final RowStream rows;
    private final BooleanSupplier stop;
    private final SampleFacts samples = new SampleFacts();
    private final double[] mean;
    private final double[] most;
    private int leftOut;
    private @Nullable RecordingFacts facts;

    /**
     * @param resolution the widest distance of bins; null for what suits bursts of milliseconds
     * @param stop asked again and again whether to end early
     */
    RecordingSurvey(SampleReader reader, @Nullable Frequency resolution, BooleanSupplier stop) {
        this.reader = reader;
        this.stop = stop;
        shape = RowShape.of(
                reader.recorded().sampleRateHz(), reader.recorded().centerHz().orElse(0), resolution);
        steadyShape = shape.finer(STEADY_FINER, reader.recorded().samples());
        rows = new RowStream(reader, shape, stop);
        mean = new double[shape.size()];
        most = new double[shape.size()];
    }

    /** What it found, in the order of time. */
    List<FoundEmission> emissions() throws IOException, ToolException {
        if (rows.rows() < 1) {
            throw ToolException.failed("recording of " + reader.recorded().samples()
                    + " samples is too short, one row needs " + shape.samples() + ": take a coarser --resolution");
        }
        total();
        float[] quiet = QuietNoise.of(reader, shape);
        facts = new RecordingFacts(reader.recorded(), samples, density(quiet), shape);

        SteadyLines fine = lines(steadyShape, List.of());
        float[] floor = fine.floor();
        List<SteadyBand> steady = candidates(fine, floor);
        List<BandActivity> bursts = active(quiet, steady);
        List<FoundEmission> found = studied(bursts, shape, quiet);
        int steadyRows = Math.toIntExact(reader.recorded().samples() / steadyShape.samples());
        found.addAll(studied(
                throughout(steady, bursts).stream()
                        .map(each -> BandActivity.throughout(each, floor, steadyRows))
                        .toList(),
                steadyShape,
                floor));
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

    private void total() throws IOException {
        rows.each((number, powers, data, length) -> {
            samples.accept(reader.recorded().format(), data, 0, length);
            for (int i = 0; i < powers.length; i++) {
                mean[i] += powers[i] / rows.rows();
                most[i] = Math.max(most[i], powers[i]);
            }
        });
        byte[] rest = rows.rest();
        samples.accept(reader.recorded().format(), rest, 0, rest.length);
    }

    private double density(float[] noise) {
        float[] sorted = noise.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] - 10 * Math.log10(shape.stepHz());
    }

    private SteadyLines lines(RowShape fine, List<BandActivity> bursts) throws IOException {
        SteadyLines lines = new SteadyLines(shape, fine);
        lines.read(reader, bursts, stop);
        return lines;
    }

    private List<SteadyBand> candidates(SteadyLines lines, float[] floor) throws IOException {
        List<Stretch> joined = new JoinedLines(reader, steadyShape, lines.powers(), floor)
                .of(lines.found(), 0, reader.recorded().samples());
        return new ArrayList<>(joined.stream()
                .map(each -> new SteadyBand(each, inRows(each), mean))
                .toList());
    }

    /** The same in the bins of rows. */
    private Stretch inRows(Stretch steady) {
        return steady.coarser(steadyShape.size() / shape.size(), shape.size());
    }

    /** What comes and goes, apart from what is steady; leaves in the candidates those that are. */
    private List<BandActivity> active(float[] quiet, List<SteadyBand> candidates) throws IOException {
        double chances = FALSE_STRETCHES / shape.size() / rows.rows();
        Threshold rare = new Threshold.Fcme(Math.max(LEAST_PROBABILITY, Math.min(0.01, chances)));
        List<BandActivity> bursts =
                followed(Stretch.find(shape.row(most, shape.looks()), rare, quiet), quiet, candidates);
        candidates.removeIf(band -> !band.isSteady());
        bursts.removeIf(burst ->
                !burst.wasOn() || candidates.stream().anyMatch(band -> band.explains(burst.stretch(), most)));
        List<Stretch> joined = new JoinedBursts(new JoinedLines(reader, shape, most, quiet), shape).of(bursts);
        return joined.size() < bursts.size() ? followed(joined, quiet, List.of()) : bursts;
    }

    private List<BandActivity> followed(List<Stretch> stretches, float[] quiet, List<SteadyBand> candidates)
            throws IOException {
        int hold = (int) Math.ceil(HOLD_SECONDS / shape.seconds());
        List<BandActivity> bursts = new ArrayList<>();
        for (Stretch each : stretches) {
            bursts.add(new BandActivity(each, quiet, shape.looks(), hold, MOST_EMISSIONS));
        }
        rows.each((number, powers, data, length) -> {
            candidates.forEach(band -> band.step(powers));
            bursts.forEach(band -> band.step(number, powers));
        });
        bursts.forEach(BandActivity::finish);
        return bursts;
    }

    private List<Stretch> throughout(List<SteadyBand> steady, List<BandActivity> bursts) throws IOException {
        List<Stretch> throughout =
                new ArrayList<>(steady.stream().map(SteadyBand::found).toList());
        RowShape lineShape = shape.finer(LINES_FINER, reader.recorded().samples());
        for (Stretch each : lines(lineShape, bursts).found()) {
            Stretch line = each.coarser(lineShape.size() / steadyShape.size(), steadyShape.size());
            boolean known = bursts.stream().anyMatch(burst -> burst.stretch().overlaps(inRows(line)))
                    || steady.stream().anyMatch(band -> band.explains(inRows(line), mean));
            if (!known) {
                throughout.add(line);
            }
        }
        return throughout;
    }

    private List<FoundEmission> studied(List<BandActivity> bands, RowShape bins, float[] noise) throws IOException {
        List<Stretch> taken = bands.stream()
                .filter(BandActivity::isSteady)
                .map(BandActivity::stretch)
                .toList();
        EmissionStudy study = new EmissionStudy(reader, bins, shape.size(), taken, noise, samples.offsetDbfs());
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
}
