package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.CellPower;
import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.SpectrumRow;
import io.fieldpost.radio.spectrum.Window;
import java.time.Instant;
import java.util.SplittableRandom;

/** A waveform through the way of a receiver's samples: shifted, with noise, 8 bits, windowed, transformed, averaged, summed into cells. */
final class Bench {
    static final double TUNED_HZ = 100e6;

    /** Noise that 8 bits add: two parts, a twelfth of a step squared each. */
    private static final double CONVERTER_NOISE = 2 / 12.0 / (127.5 * 127.5);

    private Bench() {}

    /**
     * A row of a waveform.
     *
     * @param shiftHz from the tuned frequency
     * @param levelDbfs of the signal
     * @param snrDb in the waveform's own noise width
     * @param resolutionHz width of a cell
     */
    static SpectrumRow row(Waveform wave, double shiftHz, double levelDbfs, double snrDb, int resolutionHz, int size) {
        byte[] iq = iq(wave, shiftHz, levelDbfs, snrDb);
        Periodogram periodogram = new Periodogram(size, Window.HANN);
        for (int at = 0; at < iq.length; ) {
            at = periodogram.accept(iq, at, iq.length);
        }
        CellPower cells = new CellPower(size, Waveform.RATE, resolutionHz);
        int half = (int) (0.4 * Waveform.RATE / resolutionHz);
        float[] levelDb = new float[2 * half + 1];
        for (int i = 0; i < levelDb.length; i++) {
            levelDb[i] = (float) Decibels.of(cells.of(periodogram, i - half));
        }
        double bins = (double) resolutionHz * size / Waveform.RATE;
        return new SpectrumRow(
                TUNED_HZ - half * (double) resolutionHz,
                resolutionHz,
                levelDb,
                LevelUnit.DBFS,
                periodogram.frames() * looksOfCell(bins),
                Instant.EPOCH,
                "");
    }

    /** Neighbouring bins of a Hann spectrum have squared correlations of 4/9 and 1/36. */
    private static double looksOfCell(double bins) {
        return bins * bins / (bins + 2 * (bins - 1) * 4 / 9 + 2 * (bins - 2) / 36);
    }

    static byte[] iq(Waveform wave, double shiftHz, double levelDbfs, double snrDb) {
        double power = Decibels.power(levelDbfs);
        double amplitude = Math.sqrt(power);
        double noise = power / Decibels.power(snrDb) * Waveform.RATE / wave.noiseWidthHz() - CONVERTER_NOISE;
        double sigma = Math.sqrt(Math.max(0, noise) / 2);
        SplittableRandom random = new SplittableRandom(77);
        byte[] iq = new byte[2 * wave.re().length];
        double stepRe = Math.cos(2 * Math.PI * shiftHz / Waveform.RATE);
        double stepIm = Math.sin(2 * Math.PI * shiftHz / Waveform.RATE);
        double c = amplitude;
        double s = 0;
        for (int n = 0; n < wave.re().length; n++) {
            double turned = c * stepRe - s * stepIm;
            s = c * stepIm + s * stepRe;
            c = turned;
            iq[2 * n] = quantised(wave.re()[n] * c - wave.im()[n] * s + sigma * random.nextGaussian());
            iq[2 * n + 1] = quantised(wave.re()[n] * s + wave.im()[n] * c + sigma * random.nextGaussian());
        }
        return iq;
    }

    private static byte quantised(double x) {
        return (byte) Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * x)));
    }
}
