package io.fieldpost.radio.gain;

import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A receiver with a noise figure, an amplifier that makes products of second and third order, a gain and an 8-bit converter, 2.4 MHz wide, in
 * cells of 10 kHz. All levels at its input in dBm.
 */
final class FrontEnd {
    /** What comes from the antenna. */
    record Station(double frequencyHz, double levelDbm) {}

    static final int[] GAINS = {
        0, 9, 14, 27, 37, 77, 87, 125, 144, 157, 166, 197, 207, 229, 254, 280, 297, 328, 338, 364, 372, 386, 402, 421,
        434, 439, 445, 480, 496
    };

    static final double START_HZ = 99e6;
    private static final double STEP_HZ = 10e3;
    private static final int CELLS = 240;
    private static final double NOISE_FIGURE_DB = 6;
    private static final double LOOKS = 200;

    /** dBFS of a dBm at the input with no gain: a full-scale tone is 0 dBm. */
    private static final double FULL_SCALE_DBM = 0;

    private final List<Station> stations;
    private final double thirdInterceptDbm;
    private final double secondInterceptDbm;
    private final SplittableRandom random = new SplittableRandom(4);

    FrontEnd(List<Station> stations, double thirdInterceptDbm, double secondInterceptDbm) {
        this.stations = stations;
        this.thirdInterceptDbm = thirdInterceptDbm;
        this.secondInterceptDbm = secondInterceptDbm;
    }

    /** Noise in the whole bandwidth. */
    double noiseDbfs(double gainDb) {
        double antenna = power(-174 + NOISE_FIGURE_DB + 10 * Math.log10(CELLS * STEP_HZ) + gainDb - FULL_SCALE_DBM);
        return db(antenna + power(-49.9));
    }

    /** Share of I and Q values at the rails, for a sum of many signals, which is nearly Gaussian. */
    double clippedFraction(double gainDb) {
        double sum = power(noiseDbfs(gainDb));
        for (Station station : stations) {
            sum += power(station.levelDbm() + gainDb - FULL_SCALE_DBM);
        }
        return upperTails(1 / Math.sqrt(sum / 2));
    }

    /** Share of a normal distribution beyond ±x: Abramowitz and Stegun 7.1.25, error below 3e-5. */
    private static double upperTails(double x) {
        double t = 1 / (1 + 0.47047 * x / Math.sqrt(2));
        return t * (0.3480242 + t * (-0.0958798 + t * 0.7478556)) * Math.exp(-x * x / 2);
    }

    /** A row with an attenuation ahead of the amplifier. */
    SpectrumRow row(double gainDb, double attenuationDb) {
        double[] power = new double[CELLS];
        double noise = power(noiseDbfs(gainDb)) / CELLS;
        for (Station signal : atTheAmplifier(attenuationDb)) {
            int cell = (int) Math.round((signal.frequencyHz() - START_HZ) / STEP_HZ);
            if (cell >= 0 && cell < CELLS) {
                power[cell] += power(signal.levelDbm() + gainDb - FULL_SCALE_DBM);
            }
        }
        float[] levelDb = new float[CELLS];
        for (int i = 0; i < CELLS; i++) {
            // Of the mean of many looks, which is nearly normal.
            double chance = 1 + random.nextGaussian() / Math.sqrt(LOOKS);
            levelDb[i] = (float) db(power[i] + noise * chance);
        }
        return new SpectrumRow(START_HZ, STEP_HZ, levelDb, LevelUnit.DBFS, LOOKS, Instant.EPOCH, "");
    }

    private List<Station> atTheAmplifier(double attenuationDb) {
        List<Station> signals = new ArrayList<>();
        for (Station a : stations) {
            double one = a.levelDbm() - attenuationDb;
            signals.add(new Station(a.frequencyHz(), one));
            for (Station b : stations) {
                double other = b.levelDbm() - attenuationDb;
                if (a != b) {
                    signals.add(new Station(
                            2 * a.frequencyHz() - b.frequencyHz(), 2 * one + other - 2 * thirdInterceptDbm));
                    signals.add(
                            new Station(Math.abs(a.frequencyHz() - b.frequencyHz()), one + other - secondInterceptDbm));
                }
            }
        }
        return signals;
    }

    static double power(double db) {
        return Math.pow(10, db / 10);
    }

    static double db(double power) {
        return 10 * Math.log10(power);
    }
}
