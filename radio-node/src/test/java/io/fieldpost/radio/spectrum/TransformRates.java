package io.fieldpost.radio.spectrum;

import com.sun.management.ThreadMXBean;
import io.fieldpost.radio.Samples;
import io.fieldpost.radio.sample.SampleFormat;
import io.fieldpost.radio.spectrum.fft.KernelTrial;
import io.fieldpost.radio.spectrum.fft.PowerKernel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many samples a second of processor time are transformed, beside other programs in the same minutes. */
public final class TransformRates {
    private static final int[] SIZES = {1024, 4096, 8192};
    private static final byte[] NOISE = Samples.noise(1 << 18, 0.01, 1);
    /** Until Java has compiled what runs. */
    private static final double WARM_UP_SECONDS = 3;

    private static final long RATE = 2_400_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TransformRates() {}

    /** 8-bit samples in, Hann, mean power out, no overlap: each kind of kernel, and each of some programs that print a rate for a size. */
    public static void means(List<String> programs, int rounds, double seconds)
            throws IOException, InterruptedException {
        List<PowerKernel.Kind> kinds = KernelTrial.kinds();
        StringBuilder head = new StringBuilder("| N |");
        programs.forEach(program -> head.append(' ').append(label(program)).append(" |"));
        kinds.forEach(kind -> head.append(' ').append(kind.name()).append(" |"));
        System.out.println(
                "Mean power, 8-bit I/Q, Hann, no overlap; million samples per second of processor time, and share of the first:");
        System.out.println();
        System.out.println(head);
        System.out.println("|" + "---:|".repeat(1 + programs.size() + kinds.size()));
        long mostAllocated = 0;
        for (int size : SIZES) {
            List<Periodogram> ours = new ArrayList<>();
            for (PowerKernel.Kind kind : kinds) {
                Periodogram periodogram = mean(size, kind);
                rate(periodogram, WARM_UP_SECONDS);
                ours.add(periodogram);
            }
            double[][] rates = new double[programs.size() + kinds.size()][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < programs.size(); i++) {
                    rates[i][round] = ofProgram(programs.get(i), size, seconds);
                }
                for (int i = 0; i < ours.size(); i++) {
                    long before = allocated();
                    rates[programs.size() + i][round] = rate(ours.get(i), seconds);
                    mostAllocated = Math.max(mostAllocated, allocated() - before);
                }
            }
            StringBuilder row = new StringBuilder("| " + size + " |");
            for (double[] of : rates) {
                row.append(String.format(Locale.ROOT, " %.0f (%.2f) |", median(of), median(of) / median(rates[0])));
            }
            System.out.println(row);
        }
        System.out.println();
        System.out.println("Allocated by any of these kernels in any of these measurements, at most: " + mostAllocated
                + " bytes.");
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static Periodogram mean(int size, PowerKernel.Kind kind) {
        return new Periodogram(size, Window.HANN, SampleFormat.CU8, size, KernelTrial.always(kind), null);
    }

    private static String label(String program) {
        return program.replaceFirst(".*/", "").replaceFirst(" .*", "");
    }

    /** Minimum, mean, maximum, median and 90 % with an overlap of 50 %: of cells of four bins, and of each bin. */
    public static void statistics(int rounds, double seconds) {
        System.out.println();
        System.out.println(
                "Minimum, mean, maximum, median and 90 %, overlap 50 %; million samples per second of processor time:");
        System.out.println();
        System.out.println("| N | kernel | cells of 4 bins, ¾ of the band | each bin, ¾ of the band |");
        System.out.println("|---:|---|---:|---:|");
        PowerKernel.Kind kind = KernelTrial.kinds().get(KernelTrial.kinds().size() > 2 ? 1 : 0);
        for (int size : SIZES) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %s | %.0f | %.0f |%n",
                    size,
                    kind.name(),
                    median(withStatistics(size, 4, kind, rounds, seconds)),
                    median(withStatistics(size, 1, kind, rounds, seconds)));
        }
    }

    private static double[] withStatistics(
            int size, int binsPerCell, PowerKernel.Kind kind, int rounds, double seconds) {
        int cells = size * 3 / 4 / binsPerCell - 1;
        List<Statistic> asked = List.of(Statistic.MIN, Statistic.MAX, Statistic.MEDIAN, new Statistic.Quantile(0.9));
        CellStatistics statistics = new CellStatistics(
                new CellPower(size, RATE * size, RATE * binsPerCell), cells, Window.HANN.binScale(size), asked);
        statistics.begin(new HopPlan.Hop(0, 0, cells, -cells / 2));
        Periodogram periodogram =
                new Periodogram(size, Window.HANN, SampleFormat.CU8, size / 2, KernelTrial.always(kind), statistics);
        rate(periodogram, WARM_UP_SECONDS);
        double[] rates = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            rates[i] = rate(periodogram, seconds);
        }
        return rates;
    }

    /** Every statistic is asked for at the end of each run over the noise, as at the end of a hop. */
    private static double rate(Periodogram periodogram, double seconds) {
        long samples = 0;
        double sum = 0;
        long begin = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - begin < seconds * 1e9) {
            periodogram.clear();
            for (int at = 0; at < NOISE.length; ) {
                at = periodogram.accept(NOISE, at, NOISE.length);
            }
            samples += NOISE.length / 2;
            sum += periodogram.binPower(1);
        }
        double rate = samples / ((THREADS.getCurrentThreadCpuTime() - begin) / 1e9) / 1e6;
        return sum > 0 ? rate : 0;
    }

    private static double ofProgram(String program, int size, double seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.split(" ")));
        command.add(Integer.toString(size));
        command.add(Double.toString(seconds));
        command.add("1");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes()).trim();
        if (process.waitFor() != 0) {
            throw new IOException("program ended with " + process.exitValue() + ": " + program);
        }
        return Double.parseDouble(out);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
