package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FftTest {
    @Property(tries = 60)
    void agreesWithTheDefinition(@ForAll @IntRange(min = 2, max = 11) int log2, @ForAll long seed) {
        int size = 1 << log2;
        float[] re = values(size, seed);
        float[] im = values(size, ~seed);
        double[][] expected = definition(re, im);

        new Fft(size).transform(re, im);

        // Errors of single precision grow like the square root of log2 N times the norm (Higham, Accuracy and
        // Stability, 24.1).
        double tolerance = 1e-6 * Math.sqrt(size) * log2;
        for (int k = 0; k < size; k++) {
            assertThat((double) re[k]).isEqualTo(expected[0][k], within(tolerance));
            assertThat((double) im[k]).isEqualTo(expected[1][k], within(tolerance));
        }
    }

    @Property(tries = 60)
    void keepsEnergy(@ForAll @IntRange(min = 2, max = 16) int log2, @ForAll long seed) {
        int size = 1 << log2;
        float[] re = values(size, seed);
        float[] im = values(size, ~seed);
        double before = energy(re, im);

        new Fft(size).transform(re, im);

        assertThat(energy(re, im) / size).isEqualTo(before, within(1e-5 * before));
    }

    @Example
    void canBeUsedAgain() {
        Fft fft = new Fft(8);
        float[] first = values(8, 1);
        float[] firstIm = new float[8];
        fft.transform(first, firstIm);
        fft.transform(values(8, 2), values(8, 3));
        float[] again = values(8, 1);
        float[] againIm = new float[8];
        fft.transform(again, againIm);

        assertThat(again).isEqualTo(first);
        assertThat(againIm).isEqualTo(firstIm);
    }

    @Example
    void refusesSizesThatAreNoPowersOfTwo() {
        assertThatThrownBy(() -> new Fft(1000))
                .hasMessage("transform size is not a power of two from 4 to 1048576: 1000");
    }

    private static float[] values(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private static double energy(float[] re, float[] im) {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += (double) re[i] * re[i] + (double) im[i] * im[i];
        }
        return sum;
    }

    private static double[][] definition(float[] re, float[] im) {
        int size = re.length;
        double[][] out = new double[2][size];
        for (int k = 0; k < size; k++) {
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * ((long) k * n % size) / size;
                out[0][k] += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
                out[1][k] += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
            }
        }
        return out;
    }
}
