package io.fieldpost.radio.simulation;

import io.fieldpost.radio.sample.Baseband;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An FM broadcast with its whole multiplex: a tone on both channels, pilot at 19 kHz, RDS at 57 kHz in phase with the pilot's third harmonic
 * (ITU-R BS.450-4, IEC 62106). Not band-limited: at 2.4 MS/s its sidebands are all there; at a channel's rate they fold where
 * they exceed half of it.
 *
 * @param programme what RDS says, or null for a station without
 * @param toneHz of the programme
 * @param toneDeviationHz its peak
 * @param pilotDeviationHz 7,500 is usual; 0 for a mono station
 * @param rdsDeviationHz peak of one shaped symbol; its power is 0.308 of the square
 */
public record FmBroadcast(
        @Nullable RdsProgramme programme,
        double toneHz,
        double toneDeviationHz,
        double pilotDeviationHz,
        double rdsDeviationHz) {
    private static final double BIT_RATE_HZ = 1_187.5;
    private static final int TABLE_PER_BIT = 1_000;
    private static final int REACH_BITS = 2;
    private static final float[] SYMBOL = symbol();

    /** 1 kHz at 60 kHz of deviation, pilot 10 % and RDS {@code rdsShare} of 75 kHz. */
    public static FmBroadcast stereo(RdsProgramme programme, double rdsShare) {
        return new FmBroadcast(programme, 1_000, 60_000, 7_500, rdsShare * 75_000);
    }

    /** A station somewhere in a band. */
    public record Placed(FmBroadcast station, double offsetHz, double levelDbfs) {}

    /** Instantaneous deviation in Hz. */
    public float[] multiplex(int samples, double rateHz) {
        float[] multiplex = new float[samples];
        if (programme != null && rdsDeviationHz > 0) {
            data(programme, multiplex, rateHz);
        }
        for (int i = 0; i < samples; i++) {
            double t = i / rateHz;
            double pilot = 2 * Math.PI * 19_000 * t;
            multiplex[i] = (float) (rdsDeviationHz * multiplex[i] * Math.sin(3 * pilot)
                    + toneDeviationHz * Math.sin(2 * Math.PI * toneHz * t)
                    + pilotDeviationHz * Math.sin(pilot));
        }
        return multiplex;
    }

    /** Adds the station to samples. */
    public void addTo(Baseband samples, double offsetHz, double amplitude) {
        float[] deviation = multiplex(samples.length(), samples.sampleRateHz());
        double turns = 0.3;
        for (int i = 0; i < deviation.length; i++) {
            samples.re()[i] += (float) (amplitude * Math.cos(2 * Math.PI * turns));
            samples.im()[i] += (float) (amplitude * Math.sin(2 * Math.PI * turns));
            turns += (offsetHz + deviation[i]) / samples.sampleRateHz();
            turns -= Math.floor(turns);
        }
    }

    /** Several stations over white noise; the same seed gives the same samples. */
    public static Baseband band(
            List<Placed> stations, double seconds, double rateHz, double noiseDbfsPerHz, long seed) {
        int n = (int) (seconds * rateHz);
        Baseband band = new Baseband(new float[n], new float[n], rateHz, 0);
        for (Placed placed : stations) {
            placed.station.addTo(band, placed.offsetHz, Math.pow(10, placed.levelDbfs / 20));
        }
        addNoise(band, Math.pow(10, noiseDbfsPerHz / 10) * rateHz, seed);
        return band;
    }

    /** Adds complex white Gaussian noise of a mean power over the whole rate. */
    public static void addNoise(Baseband samples, double power, long seed) {
        Random random = new Random(seed);
        double sigma = Math.sqrt(power / 2);
        for (int i = 0; i < samples.length(); i++) {
            samples.re()[i] += (float) (sigma * random.nextGaussian());
            samples.im()[i] += (float) (sigma * random.nextGaussian());
        }
    }

    /** What an 8-bit converter makes of it: amplitude 1 reaches both rails, and what goes beyond is clipped. */
    public static byte[] cu8(Baseband samples) {
        byte[] iq = new byte[2 * samples.length()];
        for (int i = 0; i < samples.length(); i++) {
            iq[2 * i] = quantise(samples.re()[i]);
            iq[2 * i + 1] = quantise(samples.im()[i]);
        }
        return iq;
    }

    private static byte quantise(float x) {
        return (byte) Math.max(0, Math.min(255, Math.round(127.5f + 127.5f * x)));
    }

    private static void data(RdsProgramme programme, float[] multiplex, double rateHz) {
        int count = (int) (multiplex.length / rateHz * BIT_RATE_HZ) + 1 + REACH_BITS;
        byte[] bits = RdsEncoder.bits(programme, count);
        int level = 0;
        for (int k = 0; k < count; k++) {
            level ^= bits[k];
            double center = (k + 0.5) / BIT_RATE_HZ * rateHz;
            double reach = REACH_BITS / BIT_RATE_HZ * rateHz;
            int to = (int) Math.min(multiplex.length - 1, center + reach);
            for (int i = (int) Math.max(0, Math.ceil(center - reach)); i <= to; i++) {
                double t = (i - center) / rateHz * BIT_RATE_HZ;
                float s = SYMBOL[(int) Math.round((t + REACH_BITS) * TABLE_PER_BIT)];
                multiplex[i] += level == 1 ? s : -s;
            }
        }
    }

    /** A one: an impulse up and half a bit later one down, each filtered to cos(πfT/4) below 2/T. */
    private static float[] symbol() {
        float[] table = new float[2 * REACH_BITS * TABLE_PER_BIT + 1];
        for (int i = 0; i < table.length; i++) {
            double t = (double) i / TABLE_PER_BIT - REACH_BITS;
            table[i] = (float) (impulse(t + 0.25) - impulse(t - 0.25));
        }
        return table;
    }

    private static double impulse(double bits) {
        double x = 64 * bits * bits;
        return Math.abs(x - 1) < 1e-9 ? Math.PI / 4 : Math.cos(4 * Math.PI * bits) / (1 - x);
    }
}
