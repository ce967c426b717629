package io.fieldpost.radio.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins stretches of bins that are of one emission. A tone of 15 kHz makes a frequency-modulated carrier a row of lines, 15 kHz apart and
 * free of power between (Bessel functions of the modulation index); so do the pilot of FM stereo, keying between two frequencies, and
 * amplitude modulation. Neighbouring stretches are one when each place between two of them cuts what is related ({@link
 * JointCumulant}), taken from the longest run downwards. A run is no wider than {@value #WIDEST_HZ} Hz: an FM broadcast needs 256
 * kHz by Carson's rule, with 75 kHz of deviation and a multiplex up to 53 kHz.
 *
 * <p>A related line that is too weak to be shown, at the end of a run, is left out of it. An emission of another sender amid the lines parts them.
 */
final class JoinedLines {
    private static final double WIDEST_HZ = 300_000;

    private final SampleReader reader;
    private final RowShape shape;
    private final float[] noiseDb;

    /** @param noiseDb of the rows' bins */
    JoinedLines(SampleReader reader, RowShape shape, float[] noiseDb) {
        this.reader = reader;
        this.shape = shape;
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
        List<Stretch> joined = new ArrayList<>();
        for (int at = 0; at < apart.size(); ) {
            List<Stretch> near = near(apart.subList(at, apart.size()));
            int count = near.size() == 1 ? 1 : run(near, LineSignals.of(reader, shape, near, from, to));
            joined.add(new Stretch(near.get(0).from(), near.get(count - 1).to()));
            at += count;
        }
        return joined;
    }

    private List<Stretch> near(List<Stretch> lines) {
        int count = 1;
        while (count < lines.size()
                && (lines.get(count).to() - lines.get(0).from()) * shape.stepHz() <= WIDEST_HZ) {
            count++;
        }
        return lines.subList(0, count);
    }

    /** How many, from the first on, are one. */
    private int run(List<Stretch> near, LineSignals signals) {
        double[] noise = noise(near);
        int count = near.size();
        while (count > 1 && !isOne(signals, noise, count)) {
            count--;
        }
        return count;
    }

    private static boolean isOne(LineSignals signals, double[] noise, int count) {
        // From the far end, where most that are not fail.
        for (int cut = count - 2; cut >= 0; cut--) {
            JointCumulant cumulant = new JointCumulant();
            for (int piece = 0; piece < signals.pieces(); piece++) {
                cumulant.accept(
                        signals.upTo(piece, cut),
                        signals.upTo(piece, count - 1),
                        noise[cut],
                        noise[count - 1] - noise[cut]);
            }
            if (!cumulant.isShown()) {
                return false;
            }
        }
        return true;
    }

    /** In the stretches up to each. */
    private double[] noise(List<Stretch> near) {
        double[] noise = new double[near.size()];
        double sum = 0;
        for (int i = 0; i < noise.length; i++) {
            for (int bin = near.get(i).from(); bin < near.get(i).to(); bin++) {
                sum += Math.pow(10, noiseDb[bin] / 10);
            }
            noise[i] = sum;
        }
        return noise;
    }
}
