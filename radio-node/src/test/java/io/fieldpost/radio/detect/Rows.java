package io.fieldpost.radio.detect;

import io.fieldpost.radio.simulation.GammaNoise;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** Rows of 10 kHz cells from 87 MHz, one a second, with emissions of known shape in noise of 0 dB. */
final class Rows {
    static final double START_HZ = 87e6;
    static final double STEP_HZ = 10e3;
    static final int LOOKS = 16;
    static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");

    private static final GammaNoise NOISE = new GammaNoise(LOOKS);

    private final double[] power;
    private final SplittableRandom random;
    private int second;

    Rows(int cells, long seed) {
        power = new double[cells];
        random = new SplittableRandom(seed);
    }

    /** Adds power, in multiples of the noise of one cell, to each of the cells. */
    Rows with(int from, int cells, double snrDb) {
        for (int i = from; i < from + cells; i++) {
            power[i] += Math.pow(10, snrDb / 10);
        }
        return this;
    }

    Rows clear() {
        java.util.Arrays.fill(power, 0);
        return this;
    }

    /** The next second's row, with noise. */
    SpectrumRow noisy() {
        float[] trace = exactDb();
        for (int i = 0; i < trace.length; i++) {
            trace[i] += NOISE.next(random);
        }
        return row(trace, "");
    }

    /** The next second's row as the mean of infinitely many would be. */
    SpectrumRow exact() {
        return row(exactDb(), "");
    }

    SpectrumRow suspect() {
        return row(exactDb(), "overload");
    }

    private float[] exactDb() {
        float[] trace = new float[power.length];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = (float) (10 * Math.log10(1 + power[i]));
        }
        return trace;
    }

    SpectrumRow row(float[] trace, String suspect) {
        Instant time = EPOCH.plus(Duration.ofSeconds(second++));
        return new SpectrumRow(START_HZ, STEP_HZ, trace, LevelUnit.DBFS, LOOKS, time, suspect);
    }

    static double hz(double cell) {
        return START_HZ + cell * STEP_HZ;
    }
}
