package io.fieldpost.radio.detect;

import io.fieldpost.radio.simulation.GammaNoise;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Counts the emissions that are found in days of noise alone: 87 to 108 MHz in 2100 cells, once a second, 16 looks, with the noise floor
 * estimated from the rows themselves, and the threshold from the wanted number alone. A program as well:
 *
 * <pre>java -cp ... io.fieldpost.radio.detect.FalseEmissionDays 30 [emissions a day, default 1]</pre>
 */
final class FalseEmissionDays {
    private static final Duration REVISIT = Duration.ofSeconds(1);

    private final Detector detector;
    private final EmissionTracker tracker = new EmissionTracker(Persistence.DEFAULT, 1, 0);
    private final GammaNoise noise;
    private final SplittableRandom random;
    private final float[] trace;
    private final double looks;
    private Instant time = Rows.EPOCH;
    private long emissions;

    FalseEmissionDays(double perDay, int cells, double looks, long seed) {
        // Without a least distance from the floor, so that it is the probability that is tried and nothing else.
        double probability = FalseEmissions.cellProbability(perDay, cells, REVISIT, Persistence.DEFAULT);
        DetectionSettings settings = new DetectionSettings(new Threshold.Fcme(probability), 0, 3, 0, 6);
        detector = new Detector(settings, new SubBandNoise());
        noise = new GammaNoise(looks);
        random = new SplittableRandom(seed);
        trace = new float[cells];
        this.looks = looks;
    }

    void run(int rows) {
        for (int i = 0; i < rows; i++) {
            noise.fill(trace, random);
            SpectrumRow row = new SpectrumRow(Rows.START_HZ, Rows.STEP_HZ, trace, LevelUnit.DBFS, looks, time, "");
            for (EmissionEvent event : tracker.step(row, detector.detect(row))) {
                emissions += event instanceof EmissionEvent.Appeared ? 1 : 0;
            }
            time = time.plus(REVISIT);
        }
    }

    long emissions() {
        return emissions;
    }

    public static void main(String[] args) {
        int days = Integer.parseInt(args[0]);
        double perDay = args.length > 1 ? Double.parseDouble(args[1]) : 1;
        FalseEmissionDays run = new FalseEmissionDays(perDay, 2100, Rows.LOOKS, 20260301);
        long start = System.nanoTime();
        for (int day = 1; day <= days; day++) {
            run.run(86_400);
            System.out.printf(
                    "%d days: %d false emissions, asked for at most %.0f%n", day, run.emissions(), day * perDay);
        }
        System.out.printf("%.0f µs a row, noise made included%n", (System.nanoTime() - start) / 1e3 / days / 86_400);
        System.out.printf("95 %% upper limit: %.3f a day%n", upperLimit(run.emissions()) / days);
    }

    /** The mean of a Poisson law whose value is at most this one with probability 5 % (Garwood 1936): a point of the Gamma law. */
    private static double upperLimit(long count) {
        return (count + 1) * GammaLaw.threshold(count + 1, 0.05);
    }
}
