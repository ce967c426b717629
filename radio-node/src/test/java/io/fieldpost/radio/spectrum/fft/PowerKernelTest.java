package io.fieldpost.radio.spectrum.fft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind that there is here against the definition, in double precision, and against the scalar one. */
class PowerKernelTest {
    /** How every case is named by what it is about. */
    record Case(PowerKernel.Kind kind, int size, SampleFormat format) {
        @Override
        public String toString() {
            return kind.name() + " " + size + " " + format;
        }

        PowerKernel kernel() {
            return kind.create(size, Window.HANN.coefficients(size), format);
        }
    }

    static Stream<Case> cases() {
        return KernelTrial.kinds().stream()
                .flatMap(kind -> Stream.of(64, 128, 256, 512, 1024, 2048)
                        .flatMap(size -> Stream.of(SampleFormat.values()).map(format -> new Case(kind, size, format))));
    }

    static Stream<Case> largeCases() {
        return KernelTrial.kinds().stream()
                .flatMap(kind -> Stream.of(4096, 8192, 32768).map(size -> new Case(kind, size, SampleFormat.CU8)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheDefinitionInDoublePrecision(Case wanted) {
        PowerKernel kernel = wanted.kernel();
        int step = wanted.size() / 2 * wanted.format().bytesPerSample();
        byte[] data = noise(wanted, 3);
        float[] power = new float[wanted.size() * kernel.frames()];
        kernel.addPowers(data, 0, step, kernel.frames(), power);

        int last = kernel.frames() - 1;
        for (int k : new int[] {0, 1, 7, wanted.size() / 2 - 1, wanted.size() / 2, wanted.size() - 1}) {
            double expected = definition(wanted, data, last * step, k);
            double actual = power[k * kernel.frames() + last];
            assertThat(actual).as("bin %d", k).isEqualTo(expected, within(1e-5 * (expected + wanted.size())));
        }
    }

    @ParameterizedTest
    @MethodSource({"cases", "largeCases"})
    void agreesWithTheScalarKernelInEveryBinOfEveryFrame(Case wanted) {
        PowerKernel kernel = wanted.kernel();
        PowerKernel scalar =
                ScalarKernel.KIND.create(wanted.size(), Window.HANN.coefficients(wanted.size()), wanted.format());
        int step = wanted.size() / 4 * wanted.format().bytesPerSample();
        byte[] data = noise(wanted, 5);
        float[] power = new float[wanted.size() * kernel.frames()];
        float[] expected = new float[wanted.size()];

        kernel.addPowers(data, 0, step, kernel.frames(), power);

        for (int f = 0; f < kernel.frames(); f++) {
            Arrays.fill(expected, 0);
            scalar.addPowers(data, f * step, step, 1, expected);
            for (int k = 0; k < wanted.size(); k++) {
                float actual = power[k * kernel.frames() + f];
                if (Math.abs(actual - expected[k]) > 1e-5 * (expected[k] + wanted.size())) {
                    assertThat(actual).as("frame %d, bin %d", f, k).isEqualTo(expected[k]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void addsToWhatIsThereAndNothingBeyondTheFramesAskedFor(Case wanted) {
        PowerKernel kernel = wanted.kernel();
        int step = wanted.size() * wanted.format().bytesPerSample();
        int count = (kernel.frames() + 2) / 3;
        byte[] data = noise(wanted, 7);
        float[] all = new float[wanted.size() * kernel.frames()];
        kernel.addPowers(data, 0, step / 8, kernel.frames(), all);
        float[] power = new float[all.length];
        Arrays.fill(power, 1);
        // What a longer run left behind must not show.
        kernel.addPowers(Arrays.copyOf(data, step + (count - 1) * step / 8), 0, step / 8, count, power);

        for (int i = 0; i < power.length; i++) {
            float expected = 1 + (i % kernel.frames() < count ? all[i] : 0);
            if (Math.abs(power[i] - expected) > 1e-6f * expected) {
                assertThat(power[i]).as("value %d", i).isEqualTo(expected);
            }
        }
    }

    private static double definition(Case wanted, byte[] data, int from, int k) {
        int size = wanted.size();
        float[] re = new float[size];
        float[] im = new float[size];
        wanted.format().decode(data, from, size, re, im, 0);
        double sumRe = 0;
        double sumIm = 0;
        for (int n = 0; n < size; n++) {
            double w = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / size);
            double angle = -2 * Math.PI * ((long) k * n % size) / size;
            sumRe += w * (re[n] * Math.cos(angle) - im[n] * Math.sin(angle));
            sumIm += w * (re[n] * Math.sin(angle) + im[n] * Math.cos(angle));
        }
        return sumRe * sumRe + sumIm * sumIm;
    }

    /** Enough for sixteen frames that follow each other without a gap. */
    private static byte[] noise(Case wanted, long seed) {
        byte[] data = new byte[16 * wanted.size() * wanted.format().bytesPerSample()];
        Random random = new Random(seed);
        random.nextBytes(data);
        if (wanted.format() == SampleFormat.CF32) {
            ByteBuffer floats = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            while (floats.hasRemaining()) {
                floats.putFloat(2 * random.nextFloat() - 1);
            }
        }
        return data;
    }
}
