package io.fieldpost.radio.demodulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownConverterTest {
    private static final double RATE = 2_400_000;
    private static final double OFFSET = -430_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1_000, -40_000, 77_000, 99_999, -99_999})
    void whatLiesInThePassBandKeepsItsLevelAndFrequency(double hertz) {
        DownConverter converter = new DownConverter(RATE, OFFSET, 100_000, 10);
        float[][] out = convert(converter, OFFSET + hertz);

        assertThat(db(out)).isEqualTo(0, within(0.02));
        float[] frequency = new float[out[0].length];
        new FmDemodulator(240_000).accept(out[0], out[1], 0, frequency.length, frequency);
        assertThat((double) frequency[frequency.length - 10]).isEqualTo(hertz, within(100.0));
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                140_001, -140_001, 180_000, 240_000, -340_000, 350_000, -365_000, 381_000, 480_000, 620_000, 960_000,
                1_440_000
            })
    void whatLiesInTheStopBandIsSeventyDecibelsDown(double hertz) {
        DownConverter converter = new DownConverter(RATE, OFFSET, 100_000, 10);

        assertThat(db(convert(converter, OFFSET + hertz))).isLessThan(-70);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12, 16, 125})
    void anyWholeDecimationKeepsBothPromises(int decimation) {
        double out = RATE / decimation;
        double pass = 0.4 * out;

        assertThat(db(convert(new DownConverter(RATE, 0, pass, decimation), pass * 0.999)))
                .isEqualTo(0, within(0.02));
        if (decimation > 1) {
            assertThat(db(convert(new DownConverter(RATE, 0, pass, decimation), out - pass * 0.999)))
                    .isLessThan(-70);
        }
    }

    @Test
    void piecesOfAnySizeGiveTheSameAsTheWhole() {
        Random random = new Random(5);
        float[] re = Synthesis.wave(60_000, RATE, t -> random.nextGaussian());
        float[] im = Synthesis.wave(60_000, RATE, t -> random.nextGaussian());
        DownConverter whole = new DownConverter(RATE, OFFSET, 100_000, 10);
        float[] wholeRe = new float[whole.room(re.length)];
        float[] wholeIm = new float[wholeRe.length];
        int n = whole.accept(re, im, 0, re.length, wholeRe, wholeIm);
        assertThat(n).isEqualTo(6_000);

        DownConverter pieces = new DownConverter(RATE, OFFSET, 100_000, 10);
        float[] partRe = new float[2_000];
        float[] partIm = new float[2_000];
        int at = 0;
        for (int from = 0; from < re.length; ) {
            int count = Math.min(re.length - from, random.nextInt(9_000));
            int given = pieces.accept(re, im, from, count, partRe, partIm);
            for (int i = 0; i < given; i++) {
                assertThat(partRe[i]).isEqualTo(wholeRe[at], within(2e-4f));
                assertThat(partIm[i]).isEqualTo(wholeIm[at++], within(2e-4f));
            }
            from += count;
        }
        assertThat(at).isEqualTo(n);
    }

    @Test
    void allocatesNothingInSteadyState() {
        DownConverter converter = new DownConverter(RATE, OFFSET, 100_000, 10);
        float[] re = new float[16_384];
        float[] im = new float[16_384];
        float[] outRe = new float[converter.room(re.length)];
        float[] outIm = new float[outRe.length];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20; i++) {
            converter.accept(re, im, 0, re.length, outRe, outIm);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) {
            converter.accept(re, im, 0, re.length, outRe, outIm);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    @Test
    void refusesAPassBandThatItCannotProtect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownConverter(RATE, 0, 100_000, 141_000, 10))
                .withMessageContaining("output rate 240000.0 Hz");
    }

    private static float[][] convert(DownConverter converter, double hertz) {
        int samples = 400_000;
        float[] re = Synthesis.wave(samples, RATE, t -> Math.cos(2 * Math.PI * hertz * t));
        float[] im = Synthesis.wave(samples, RATE, t -> Math.sin(2 * Math.PI * hertz * t));
        float[][] out = new float[2][converter.room(samples)];
        int n = converter.accept(re, im, 0, samples, out[0], out[1]);
        int settled = n / 2;
        float[][] steady = new float[2][n - settled];
        System.arraycopy(out[0], settled, steady[0], 0, n - settled);
        System.arraycopy(out[1], settled, steady[1], 0, n - settled);
        return steady;
    }

    private static double db(float[][] x) {
        int n = x[0].length;
        return 20 * Math.log10(Math.hypot(Synthesis.rms(x[0], 0, n), Synthesis.rms(x[1], 0, n)));
    }
}
