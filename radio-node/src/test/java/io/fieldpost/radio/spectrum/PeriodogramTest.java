package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.Samples;
import io.fieldpost.radio.sample.SampleFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers worked on paper. */
class PeriodogramTest {
    private static final int SIZE = 1024;

    @ParameterizedTest
    @EnumSource(Window.class)
    void fullScaleToneInABinReadsZeroDbfsThere(Window window) {
        Periodogram spectrum = spectrumOf(window, Samples.tone(SIZE, 100, 1));

        assertThat(db(spectrum.tonePower(100))).isEqualTo(0, within(0.02));
        assertThat(db(spectrum.tonePower(600))).isLessThan(-65);
    }

    @Test
    void toneBelowTheTunedFrequencyIsInTheUpperHalf() {
        Periodogram spectrum = spectrumOf(Window.HANN, Samples.tone(SIZE, -3, 0.5));

        assertThat(db(spectrum.tonePower(SIZE - 3))).isEqualTo(-6.02, within(0.02));
        assertThat(db(spectrum.tonePower(3))).isLessThan(-60);
    }

    @Test
    void twoTonesKeepTheirOwnLevels() {
        byte[] strong = Samples.tone(SIZE, 200, 0.8);
        byte[] weak = Samples.tone(SIZE, 240, 0.08);
        byte[] both = new byte[strong.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) ((strong[i] & 0xFF) + (weak[i] & 0xFF) - 127);
        }
        Periodogram spectrum = spectrumOf(Window.BLACKMAN_HARRIS, both);

        assertThat(db(spectrum.tonePower(200))).isEqualTo(-1.94, within(0.02));
        assertThat(db(spectrum.tonePower(240))).isEqualTo(-21.94, within(0.1));
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void sumOverBinsIsThePowerOfTheSignal(Window window) {
        Periodogram spectrum = spectrumOf(window, Samples.tone(SIZE, 100.4, 0.5));

        assertThat(db(sum(spectrum))).isEqualTo(-6.02, within(0.05));
    }

    @ParameterizedTest
    @EnumSource(Window.class)
    void noiseOfKnownPowerIsSpreadEvenlyOverBins(Window window) {
        int frames = 400;
        Periodogram spectrum = spectrumOf(window, Samples.noise(SIZE * frames, 0.01, 3));

        // 400 frames of 1024 bins: the mean over all bins is known within 0.02 dB (3 sigma, windowed).
        assertThat(spectrum.frames()).isEqualTo(frames);
        assertThat(db(sum(spectrum))).isEqualTo(-20, within(0.05));
        assertThat(spectrum.tonePower(17) / spectrum.binPower(17)).isEqualTo(window.enbwBins(), within(1e-4));
    }

    @Test
    void countsValuesAtTheRails() {
        byte[] iq = new byte[2 * SIZE];
        for (int i = 0; i < iq.length; i++) {
            iq[i] = (byte) (i % 4 == 0 ? 255 : i % 4 == 1 ? 0 : i % 4 == 2 ? 1 : 254);
        }
        assertThat(spectrumOf(Window.HANN, iq).clipped()).isEqualTo(SIZE);
    }

    @Test
    void framesMayArriveInPieces() {
        byte[] iq = Samples.noise(2 * SIZE, 0.1, 5);
        Periodogram whole = spectrumOf(Window.HANN, iq);
        Periodogram pieces = new Periodogram(SIZE, Window.HANN);
        for (int from = 0; from < iq.length; from += 34) {
            feed(pieces, iq, from, Math.min(iq.length, from + 34));
        }
        for (int k = 0; k < SIZE; k++) {
            assertThat(pieces.binPower(k)).isEqualTo(whole.binPower(k));
        }
    }

    @ParameterizedTest
    @EnumSource(SampleFormat.class)
    void everyFormatReadsTheSameLevel(SampleFormat format) {
        Periodogram spectrum = new Periodogram(SIZE, Window.HANN, format, SIZE);
        byte[] data = new byte[SIZE * format.bytesPerSample()];
        ByteBuffer to = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 2 * SIZE; i++) {
            double angle = 2 * Math.PI * 100 * (i / 2) / SIZE;
            double x = 0.5 * (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
            switch (format) {
                case CU8 -> to.put((byte) Math.round(127.5 + 127.5 * x));
                case CS8 -> to.put((byte) Math.round(128 * x));
                case CS16 -> to.putShort((short) Math.round(32768 * x));
                case CF32 -> to.putFloat((float) x);
            }
        }
        feed(spectrum, data, 0, data.length);

        assertThat(db(spectrum.tonePower(100))).isEqualTo(-6.02, within(0.03));
    }

    /** The same mean as that of frames cut out by hand; 37 are not a whole number of batches. */
    @Test
    void overlappedFramesBeginInsideTheOnesBefore() {
        byte[] iq = Samples.noise(40 * SIZE, 0.1, 5);
        for (int step : new int[] {SIZE / 2, SIZE / 4, 700, 1}) {
            int frames = 37;
            Periodogram overlapped = new Periodogram(SIZE, Window.HANN, SampleFormat.CU8, step);
            int at = 0;
            while (overlapped.frames() < frames) {
                at = overlapped.accept(iq, at, iq.length);
            }
            assertThat(at).isEqualTo(2 * (SIZE + (frames - 1) * step));
            double[] expected = new double[SIZE];
            for (int f = 0; f < frames; f++) {
                Periodogram one = new Periodogram(SIZE, Window.HANN);
                feed(one, iq, 2 * f * step, 2 * (f * step + SIZE));
                for (int k = 0; k < SIZE; k++) {
                    expected[k] += one.binPower(k) / frames;
                }
            }
            for (int k = 0; k < SIZE; k++) {
                assertThat(overlapped.binPower(k)).isEqualTo(expected[k], within(1e-5 * expected[k]));
            }
        }
    }

    @Test
    void resultMayBeAskedForAndTheAverageGoOn() {
        byte[] iq = Samples.noise(40 * SIZE, 0.1, 6);
        Periodogram asked = new Periodogram(SIZE, Window.HANN, SampleFormat.CU8, SIZE / 2);
        Periodogram whole = new Periodogram(SIZE, Window.HANN, SampleFormat.CU8, SIZE / 2);
        for (int at = 0; at < iq.length; ) {
            at = asked.accept(iq, at, iq.length);
            assertThat(asked.binPower(1)).isPositive();
        }
        feed(whole, iq, 0, iq.length);

        assertThat(asked.frames()).isEqualTo(79);
        for (int k = 0; k < SIZE; k++) {
            assertThat(asked.binPower(k)).isEqualTo(whole.binPower(k), within(1e-6 * whole.binPower(k)));
        }
    }

    private static Periodogram spectrumOf(Window window, byte[] iq) {
        Periodogram periodogram = new Periodogram(SIZE, window);
        feed(periodogram, iq, 0, iq.length);
        return periodogram;
    }

    private static void feed(Periodogram periodogram, byte[] iq, int from, int to) {
        int at = from;
        while (at < to) {
            at = periodogram.accept(iq, at, to);
        }
    }

    private static double sum(Periodogram spectrum) {
        double sum = 0;
        for (int k = 0; k < SIZE; k++) {
            sum += spectrum.binPower(k);
        }
        return sum;
    }

    private static double db(double power) {
        return 10 * Math.log10(power);
    }
}
