package io.fieldpost.radio;

import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.receiver.RtlTcpReceiver;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.Window;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many spectra a second of processor time gives, and what each thread costs at 2.4 MS/s in real time. Prints; asserts nothing. From {@code
 * radio-node}, after a build:
 *
 * <pre>java -cp "$(../mvnw -q -B dependency:build-classpath -Dmdep.outputFile=/dev/stdout -Dmdep.includeScope=test):target/classes:target/test-classes" io.fieldpost.radio.Throughput</pre>
 */
final class Throughput {
    private static final double RATE = 2.4e6;
    private static final long NANOS = 1_000_000_000L;

    private Throughput() {}

    public static void main(String[] arguments) throws DriverException, InterruptedException {
        for (int size : new int[] {1024, 4096}) {
            byte[] iq = Samples.noise(1 << 17, 0.01, 1);
            measure(size, iq, 3 * NANOS);
            double rate = measure(size, iq, 5 * NANOS);
            System.out.printf(
                    Locale.ROOT,
                    "N %d: %,.0f spectra/s, %.1f million samples/s, %.1f x 2.4 MS/s, per CPU second%n",
                    size,
                    rate,
                    rate * size / 1e6,
                    rate * size / RATE);
        }
        realTime();
    }

    private static double measure(int size, byte[] iq, long forNanos) {
        Periodogram periodogram = new Periodogram(size, Window.HANN);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long frames = 0;
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < forNanos) {
            for (int at = 0; at < iq.length; ) {
                at = periodogram.accept(iq, at, iq.length);
            }
            frames += periodogram.frames();
            periodogram.clear();
        }
        return frames / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
    }

    /** Every sample through the server, the socket and a transform of 1024 points. */
    private static void realTime() throws DriverException, InterruptedException {
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME);
                RtlTcpReceiver receiver =
                        new RtlTcpReceiver(RtlTcpAddress.parse(server.uri()), "receiver", System::nanoTime)) {
            receiver.open(new ReceiverSetup((long) RATE, new Gain.Fixed(207), 0));
            receiver.tune(98_000_000);
            Periodogram periodogram = new Periodogram(1024, Window.HANN);
            transform(receiver, periodogram, 5 * NANOS);
            Map<String, Long> before = cpuNanos();
            long samples = receiver.counters().samples();
            long start = System.nanoTime();
            transform(receiver, periodogram, 10 * NANOS);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "rtl_tcp: %.3f million samples/s, %d dropped%n",
                    (receiver.counters().samples() - samples) / seconds / 1e6,
                    receiver.counters().dropped());
            cpuNanos()
                    .forEach((name, nanos) -> System.out.printf(
                            Locale.ROOT,
                            "%s: %.1f %% of a core%n",
                            name,
                            (nanos - before.getOrDefault(name, 0L)) / seconds / 1e7));
        }
    }

    private static void transform(RtlTcpReceiver receiver, Periodogram periodogram, long forNanos)
            throws DriverException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < forNanos) {
            SampleBlock block = receiver.take(Duration.ofSeconds(2));
            for (int at = 0; at < block.length(); ) {
                at = periodogram.accept(block.iq(), at, block.length());
            }
            receiver.release(block);
        }
    }

    private static Map<String, Long> cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> nanos = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            String name = thread == null ? "" : thread.getThreadName();
            if (name.matches("main|receiver.*|simulated.*")) {
                nanos.put(name, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }
}
