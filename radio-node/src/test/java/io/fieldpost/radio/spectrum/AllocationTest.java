package io.fieldpost.radio.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.fieldpost.radio.Samples;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.fft.KernelTrial;
import io.fieldpost.radio.spectrum.fft.PowerKernel;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kernel of vectors is left out, because it allocates until it is compiled: {@code SteadyStateTest} waits for that. */
class AllocationTest {
    static Stream<PowerKernel.Kind> kinds() {
        return KernelTrial.kinds().stream().filter(kind -> !kind.name().startsWith("vector"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void framesAndStatisticsAllocateNothing(PowerKernel.Kind kind) {
        int size = 256;
        byte[] noise = Samples.noise(64 * size, 0.01, 1);
        CellStatistics statistics = new CellStatistics(
                new CellPower(size, 256_000, 4000),
                40,
                1,
                List.of(Statistic.MIN, Statistic.MAX, Statistic.MEDIAN, Statistic.parse("p90")));
        HopPlan.Hop hop = new HopPlan.Hop(0, 0, 40, -20);
        Periodogram periodogram =
                new Periodogram(size, Window.HANN, SampleFormat.CU8, size / 2, KernelTrial.always(kind), statistics);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(periodogram, statistics, hop, noise);

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 50; i++) {
            run(periodogram, statistics, hop, noise);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        // 6,350 frames; what remains is of the measurement itself.
        assertThat(allocated).isLessThan(2000);
    }

    private static void run(Periodogram periodogram, CellStatistics statistics, HopPlan.Hop hop, byte[] noise) {
        periodogram.clear();
        statistics.begin(hop);
        for (int at = 0; at < noise.length; ) {
            at = periodogram.accept(noise, at, noise.length);
        }
        if (!(periodogram.binPower(3) > 0)) {
            throw new AssertionError("no power in a bin of noise");
        }
    }
}
