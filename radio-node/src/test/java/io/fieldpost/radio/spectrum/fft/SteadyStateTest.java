package io.fieldpost.radio.spectrum.fft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.Window;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No kernel allocates once it is compiled. Until then one of vectors does, and when that is can't be told: so it runs until many frames
 * have made nothing, and fails when it has had every chance. Kinds take turns at each size, as in {@link KernelTrial}: what Java learns of
 * one kind decides how it compiles the next.
 */
class SteadyStateTest {
    /** Each kind runs for as many at once, and for more where one call takes more. */
    private static final int SAMPLES_IN_TURN = 1 << 19;

    /** It has taken ten at most; a kernel that makes something after so many has had its chance. */
    private static final int MOST_TURNS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();

    static Stream<Integer> sizes() {
        return Stream.of(8192, 64, 128, 256, 1024, 4096, 32768, 65536);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void kernelsAllocateNothingOnceCompiled(int size) {
        for (PowerKernel.Kind kind : KernelTrial.kinds()) {
            if (kind.takes(size)) {
                assertThat(leastAllocated(kind, size))
                        .as("bytes made by %s in 2 turns of N = %d", kind.name(), size)
                        .isZero();
            }
        }
    }

    /** Bytes of two turns that follow each other, the fewest there have been. */
    private long leastAllocated(PowerKernel.Kind kind, int size) {
        PowerKernel kernel = kind.create(size, Window.HANN.coefficients(size), SampleFormat.CU8);
        byte[] data = new byte[2 * size * kernel.frames()];
        new Random(1).nextBytes(data);
        float[] power = new float[size * kernel.frames()];
        long before = turn(kernel, data, power);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MOST_TURNS && least > 0; i++) {
            long now = turn(kernel, data, power);
            least = Math.min(least, before + now);
            before = now;
        }
        return least;
    }

    private long turn(PowerKernel kernel, byte[] data, float[] power) {
        Arrays.fill(power, 0);
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < SAMPLES_IN_TURN; i += kernel.size() * kernel.frames()) {
            kernel.addPowers(data, 0, 2 * kernel.size(), kernel.frames(), power);
        }
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
