package io.fieldpost.radio.broadcast;

import io.fieldpost.radio.demodulation.DownConverter;
import io.fieldpost.radio.demodulation.FmBroadcastAudio;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;

/**
 * What one channel costs in real time, as a share of one core. Prints; asserts nothing. From {@code radio-node}, after a build:
 *
 * <pre>java -cp "$(../mvnw -q -B dependency:build-classpath -Dmdep.outputFile=/dev/stdout -Dmdep.includeScope=test):target/classes:target/test-classes" io.fieldpost.radio.broadcast.ChannelCost</pre>
 */
final class ChannelCost {
    private static final int PIECE = 65_536;
    private static final long NANOS = 1_000_000_000L;

    private ChannelCost() {}

    public static void main(String[] arguments) {
        Random random = new Random(1);
        float[] re = new float[PIECE];
        float[] im = new float[PIECE];
        for (int i = 0; i < PIECE; i++) {
            re[i] = (float) random.nextGaussian();
            im[i] = (float) random.nextGaussian();
        }
        DownConverter converter = new DownConverter(2_400_000, 430_000, 100_000, 10);
        float[] outRe = new float[converter.room(PIECE)];
        float[] outIm = new float[outRe.length];
        print(
                "down-converter 2.4 MS/s to 240 kS/s",
                PIECE / 2.4e6,
                () -> converter.accept(re, im, 0, PIECE, outRe, outIm));
        FmStation station = new FmStation(240_000);
        print("FM station with pilot and RDS at 240 kS/s", PIECE / 240e3, () -> station.accept(re, im, 0, PIECE));
        FmBroadcastAudio audio = new FmBroadcastAudio(240_000);
        float[] sound = new float[audio.room(PIECE)];
        print("FM sound at 240 kS/s", PIECE / 240e3, () -> audio.accept(re, im, 0, PIECE, sound));
    }

    private static void print(String what, double seconds, Runnable work) {
        cpuSeconds(work, NANOS);
        System.out.printf(Locale.ROOT, "%s: %.2f %% of a core%n", what, 100 * cpuSeconds(work, 3 * NANOS) / seconds);
    }

    private static double cpuSeconds(Runnable work, long forNanos) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long count = 0;
        while (threads.getCurrentThreadCpuTime() - start < forNanos) {
            work.run();
            count++;
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e9 / count;
    }
}
