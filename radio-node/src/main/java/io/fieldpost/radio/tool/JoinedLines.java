package io.fieldpost.radio.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins stretches of bins that are of one emission. A tone of 15 kHz makes a frequency-modulated carrier a row of lines, 15 kHz apart and
 * free of power between (Bessel functions of the modulation index); so do the pilot of FM stereo, keying between two frequencies, and
 * amplitude modulation. Neighbours of the strongest stretch are one with it when each place between two of them cuts what is related
 * ({@link JointCumulant}); then the same is done with what is left on both sides. They are looked for as far as {@value #REACH_HZ} Hz: an FM broadcast
 * is no wider by Carson's rule, with 75 kHz of deviation and a multiplex up to 53 kHz.
 *
 * <p>A related line that is too weak to be shown, at the end of a run, is left out of it. An emission of another sender amid the lines parts them.
 */
final class JoinedLines {
    private static final double REACH_HZ = 256_000;

    /** A tone whose lines are resolved, and 75 kHz of deviation, make fewer. */
    private static final int MOST_LINES = 80;

    private final SampleReader reader;
    private final RowShape shape;
    private final double[] powers;
    private final float[] noiseDb;

    /**
     * @param powers of the rows' bins
     * @param noiseDb the noise in them
     */
    JoinedLines(SampleReader reader, RowShape shape, double[] powers, float[] noiseDb) {
        this.reader = reader;
        this.shape = shape;
        this.powers = powers;
        this.noiseDb = noiseDb;
    }

    /**
     * Joins.
     *
     * @param apart in the order of frequency
     * @param from first sample of the time in which they are all there
     * @param to behind the last
     */
    List<Stretch> of(List<Stretch> apart, long from, long to) throws IOException {
        if (apart.size() < 2) {
            return apart;
        }
        int seed = strongest(apart);
        int first = seed;
        int end = seed + 1;
        while (first > 0 && seed - first < MOST_LINES / 2 && distanceHz(apart, first - 1, seed) <= REACH_HZ) {
            first--;
        }
        while (end < apart.size() && end - seed <= MOST_LINES / 2 && distanceHz(apart, seed, end) <= REACH_HZ) {
            end++;
        }
        List<Stretch> near = apart.subList(first, end);
        Stretch run = near.size() == 1
                ? new Stretch(0, 1)
                : new LineRuns(LineSignals.of(reader, shape, near, from, to), noise(near)).around(seed - first);
        List<Stretch> joined = new ArrayList<>(of(apart.subList(0, first + run.from()), from, to));
        joined.add(
                new Stretch(near.get(run.from()).from(), near.get(run.to() - 1).to()));
        joined.addAll(of(apart.subList(first + run.to(), apart.size()), from, to));
        return joined;
    }

    private int strongest(List<Stretch> apart) {
        int seed = 0;
        for (int i = 1; i < apart.size(); i++) {
            seed = apart.get(i).sum(powers) > apart.get(seed).sum(powers) ? i : seed;
        }
        return seed;
    }

    /** From middle to middle. */
    private double distanceHz(List<Stretch> apart, int lower, int upper) {
        Stretch low = apart.get(lower);
        Stretch high = apart.get(upper);
        return (high.from() + high.to() - low.from() - low.to()) / 2.0 * shape.stepHz();
    }

    /** Noise in the stretches before each, and in all. */
    private double[] noise(List<Stretch> lines) {
        double[] noise = new double[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            noise[i + 1] = noise[i];
            for (int bin = lines.get(i).from(); bin < lines.get(i).to(); bin++) {
                noise[i + 1] += Math.pow(10, noiseDb[bin] / 10);
            }
        }
        return noise;
    }
}
