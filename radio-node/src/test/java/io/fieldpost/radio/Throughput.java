package io.fieldpost.radio;

import com.sun.management.OperatingSystemMXBean;
import io.fieldpost.driver.DriverException;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverSetup;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.receiver.RtlTcpReceiver;
import io.fieldpost.radio.receiver.SampleBlock;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import io.fieldpost.radio.spectrum.Periodogram;
import io.fieldpost.radio.spectrum.TransformRates;
import io.fieldpost.radio.spectrum.Window;
import io.fieldpost.radio.spectrum.fft.KernelTrial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What spectra cost. Prints; asserts nothing. {@code systemd/bench/radio} runs it with what it needs:
 *
 * <pre>
 * Throughput rates ROUNDS SECONDS [PROGRAM…]    transforms, each kernel, beside programs that print a rate for SIZE SECONDS 1
 * Throughput serve                              a simulated receiver at 2.4 MS/s in real time; prints where, and serves until killed
 * Throughput receive URI WARM_UP_S MEASURED_S   every sample of it through the socket and a transform: share of a core, drops, memory
 * </pre>
 */
final class Throughput {
    private static final double RATE = 2.4e6;
    private static final long NANOS = 1_000_000_000L;

    private Throughput() {}

    public static void main(String[] arguments) throws DriverException, IOException, InterruptedException {
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "rates" ->
                rates(Integer.parseInt(rest.get(0)), Double.parseDouble(rest.get(1)), rest.subList(2, rest.size()));
            case "serve" -> serve();
            case "receive" -> receive(rest.get(0), Long.parseLong(rest.get(1)), Long.parseLong(rest.get(2)));
            default -> throw new IllegalArgumentException("neither rates, serve nor receive: " + arguments[0]);
        }
    }

    private static void rates(int rounds, double seconds, List<String> programs)
            throws IOException, InterruptedException {
        TransformRates.means(programs, rounds, seconds);
        TransformRates.statistics(rounds, seconds);
    }

    private static void serve() throws IOException, InterruptedException {
        try (RtlTcpServer server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME)) {
            System.out.println(server.uri());
            Thread.currentThread().join();
        }
    }

    private static void receive(String uri, long warmUpSeconds, long seconds)
            throws DriverException, IOException, InterruptedException {
        try (RtlTcpReceiver receiver = new RtlTcpReceiver(RtlTcpAddress.parse(uri), "receiver", System::nanoTime)) {
            receiver.open(new ReceiverSetup((long) RATE, new Gain.Fixed(207), 0));
            receiver.tune(98_000_000);
            Periodogram periodogram = new Periodogram(1024, Window.HANN);
            transform(receiver, periodogram, warmUpSeconds * NANOS);
            long cpu = cpuNanos();
            long samples = receiver.counters().samples();
            long dropped = receiver.counters().dropped();
            long start = System.nanoTime();
            transform(receiver, periodogram, seconds * NANOS);
            double took = System.nanoTime() - start;
            System.out.printf(
                    Locale.ROOT,
                    "rtl_tcp at %.3f million samples/s: %.1f %% of one core, %d dropped, %.0f MB resident (largest %.0f MB); %s%n",
                    (receiver.counters().samples() - samples) / took * 1e3,
                    100 * (cpuNanos() - cpu) / took,
                    receiver.counters().dropped() - dropped,
                    residentMb("VmRSS:"),
                    residentMb("VmHWM:"),
                    KernelTrial.shared());
        }
    }

    /** A spectrum is the mean of 16 frames, and is asked for. */
    private static void transform(RtlTcpReceiver receiver, Periodogram periodogram, long forNanos)
            throws DriverException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < forNanos) {
            SampleBlock block = receiver.take(Duration.ofSeconds(2));
            for (int at = 0; at < block.length(); ) {
                at = periodogram.accept(block.iq(), at, block.length());
                if (periodogram.frames() == 16) {
                    periodogram.binPower(0);
                    periodogram.clear();
                }
            }
            receiver.release(block);
        }
    }

    /** Of the whole process, the kernel's part included. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double residentMb(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
