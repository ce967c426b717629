package io.fieldpost.radio.simulation;

import java.util.List;
import java.util.Random;

/**
 * The FM broadcast band, 87 to 108 MHz, with five stations that are licensed and one that nobody licensed.
 *
 * <p>Each is a carrier, frequency-modulated by sixteen tones of programme between 50 Hz and 15 kHz whose levels fall towards high
 * frequencies, and a pilot of 19 kHz with 7.5 kHz deviation (ITU-R BS.450-4); peak deviation is 75 kHz at most. Under them lies white
 * noise of {@value #NOISE_DBFS_PER_HZ} dBFS/Hz, and at the tuned frequency the false carrier of a zero-IF tuner at −45 dBFS. Gain raises
 * all but that; what then exceeds full scale is clipped as in a real converter.
 *
 * <p>The same frequency, rate and gain always give the same loop of 131,072 samples (54.6 ms at 2.4 MS/s). What lies beyond half the
 * sample rate is left out and not folded back.
 */
public final class SynthesisedBand implements SignalSource {
    /** At this gain the stations have their nominal levels. */
    public static final double NOMINAL_GAIN_DB = 20.7;

    /** Density of the noise at {@link #NOMINAL_GAIN_DB}. */
    public static final double NOISE_DBFS_PER_HZ = -98;

    private static final double SPIKE_DBFS = -45;
    private static final double PILOT_HZ = 19_000;
    private static final double PILOT_DEVIATION_HZ = 7_500;
    private static final double PROGRAMME_DEVIATION_HZ = 67_500;
    private static final int PROGRAMME_TONES = 16;
    private static final double HALF_CHANNEL_HZ = 100_000;

    private static final List<Station> LICENSED = List.of(
            new Station("City News", 89_100_000, -22),
            new Station("River Music", 93_700_000, -26),
            new Station("Traffic", 97_600_000, -20),
            new Station("Classic", 101_100_000, -30),
            new Station("Campus", 105_500_000, -33));
    private static final Station UNLICENSED = new Station("nobody's", 99_300_000, -28);

    private final long seed;
    private final boolean unlicensed;

    /**
     * @param seed decides programme and noise
     */
    public SynthesisedBand(long seed) {
        this(seed, true);
    }

    /**
     * @param unlicensed whether the station without a licence is on the air
     */
    public SynthesisedBand(long seed, boolean unlicensed) {
        this.seed = seed;
        this.unlicensed = unlicensed;
    }

    /** The stations that have a licence. */
    public static List<Station> licensed() {
        return LICENSED;
    }

    /** The one that has none. */
    public static Station unlicensed() {
        return UNLICENSED;
    }

    @Override
    public byte[] loop(long centerHz, long sampleRateHz, double gainDb) {
        Random random = new Random(seed ^ centerHz);
        Loop loop = new Loop(sampleRateHz);
        double gain = gainDb - NOMINAL_GAIN_DB;
        for (Station station : LICENSED) {
            add(loop, station, centerHz, sampleRateHz, gain);
        }
        if (unlicensed) {
            add(loop, UNLICENSED, centerHz, sampleRateHz, gain);
        }
        loop.addNoise(power(NOISE_DBFS_PER_HZ + gain) * sampleRateHz, random);
        loop.addTone(0, Math.sqrt(power(SPIKE_DBFS)));
        return loop.quantised();
    }

    private void add(Loop loop, Station station, long centerHz, long sampleRateHz, double gain) {
        double offsetHz = station.frequencyHz() - centerHz;
        if (Math.abs(offsetHz) + HALF_CHANNEL_HZ > sampleRateHz / 2.0) {
            return;
        }
        float[] phase = new float[Loop.SAMPLES];
        programme(loop, phase, new Random(seed + station.frequencyHz()));
        loop.addPhase(phase, PILOT_HZ, PILOT_DEVIATION_HZ, 0);
        loop.addModulated(offsetHz, Math.sqrt(power(station.levelDbfs() + gain)), phase);
    }

    private static void programme(Loop loop, float[] phase, Random random) {
        double[] tones = new double[PROGRAMME_TONES];
        double total = 0;
        for (int i = 0; i < PROGRAMME_TONES; i++) {
            tones[i] = 50 * Math.pow(300, (i + random.nextDouble()) / PROGRAMME_TONES);
            total += 1 / Math.sqrt(tones[i]);
        }
        for (double tone : tones) {
            double deviation = PROGRAMME_DEVIATION_HZ / Math.sqrt(tone) / total;
            loop.addPhase(phase, tone, deviation, random.nextInt(Loop.SAMPLES));
        }
    }

    private static double power(double db) {
        return Math.pow(10, db / 10);
    }
}
