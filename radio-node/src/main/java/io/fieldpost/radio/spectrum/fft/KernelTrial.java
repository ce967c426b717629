package io.fieldpost.radio.spectrum.fft;

import io.fieldpost.radio.sample.SampleFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Finds out which kind of kernel is the fastest on this machine, beside the work.
 *
 * <p>A short measurement before the work would measure Java's interpreter, and take the kind that suffers least from it: a kernel of vectors
 * is a hundred times slower there, and the fastest once it is compiled, seconds later. So work begins with the first kind, and every {@link
 * #step} may run kinds on small transforms and remember their shortest times. That takes {@link #SHARE} of the time since the
 * beginning and 30 ms more, and ends when nothing has become faster for long, or after 4 s in all. Until then the choice goes to a kind that has been shorter by a tenth. Any kind gives
 * right results, so the choice may change between two frames.
 *
 * <p>Any thread; one at a time measures.
 */
public final class KernelTrial {
    /** Part of one processor that is spent until it is decided. */
    static final double SHARE = 0.05;

    private static final long BEFOREHAND_NANOS = 30_000_000;
    private static final long MOST_NANOS = 4_000_000_000L;

    /** Samples wait meanwhile. */
    private static final long AT_ONCE_NANOS = 2_000_000;

    /** A loop of a kernel that is run sixteen times is compiled after 40,000 times. */
    private static final int ENOUGH_RUNS = 20_000;

    private static final double BETTER = 0.9;

    /** One whose last pass is of radix 4 and one of radix 2, so that all of a kernel is compiled when it is chosen. */
    private static final int[] SIZES = {64, 128};

    private static final int LARGEST = 128;

    private static final class Candidate {
        final PowerKernel.Kind kind;
        final PowerKernel[] kernels = new PowerKernel[SIZES.length];
        final long[] shortest = new long[SIZES.length];
        final float[] power = new float[LARGEST * BatchedKernel.FRAMES];
        int next;

        Candidate(PowerKernel.Kind kind) {
            this.kind = kind;
            for (int i = 0; i < SIZES.length; i++) {
                float[] window = new float[SIZES[i]];
                Arrays.fill(window, 1);
                kernels[i] = kind.create(SIZES[i], window, SampleFormat.CU8);
            }
            Arrays.fill(shortest, Long.MAX_VALUE);
        }

        /** Transforms sixteen frames of one of the sizes, and says whether it has never been so fast by far. */
        boolean run(byte[] data, LongSupplier nanoTime) {
            PowerKernel kernel = kernels[next];
            int frameBytes = 2 * kernel.size();
            long begin = nanoTime.getAsLong();
            for (int f = 0; f < BatchedKernel.FRAMES; f += kernel.frames()) {
                kernel.addPowers(data, frameBytes * f, frameBytes, kernel.frames(), power);
            }
            long took = nanoTime.getAsLong() - begin;
            boolean news = took < BETTER * shortest[next];
            shortest[next] = Math.min(shortest[next], took);
            next = (next + 1) % SIZES.length;
            return news;
        }

        boolean known() {
            return Arrays.stream(shortest).allMatch(nanos -> nanos < Long.MAX_VALUE);
        }

        long nanos() {
            return Arrays.stream(shortest).sum();
        }

        boolean betterThan(Candidate other) {
            return known() && other.known() && nanos() < BETTER * other.nanos();
        }
    }

    private static final class Shared {
        static final KernelTrial TRIAL = new KernelTrial(kinds(), System::nanoTime);
    }

    private final LongSupplier nanoTime;
    private final List<Candidate> candidates = new ArrayList<>();
    private final byte[] data = new byte[2 * LARGEST * BatchedKernel.FRAMES];
    private final long begunNanos;
    private long spentNanos;
    private int next;
    private int runsWithoutNews;
    private volatile PowerKernel.Kind choice;
    private volatile boolean decided;

    /** Of kinds that all take 64 and 128 points; the first is chosen to begin with. */
    KernelTrial(List<PowerKernel.Kind> kinds, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        kinds.forEach(kind -> candidates.add(new Candidate(kind)));
        choice = kinds.get(0);
        decided = kinds.size() == 1;
        begunNanos = nanoTime.getAsLong();
    }

    /** The one that everything in this process shares. */
    public static KernelTrial shared() {
        return Shared.TRIAL;
    }

    /** One that has nothing to find out, because one kind is wanted; other sizes than it takes are for the scalar one all the same. */
    public static KernelTrial always(PowerKernel.Kind kind) {
        return new KernelTrial(List.of(kind), System::nanoTime);
    }

    /** What there is here: without Java's vector module, its kind is missing. */
    public static List<PowerKernel.Kind> kinds() {
        List<PowerKernel.Kind> kinds = new ArrayList<>(List.of(BatchedKernel.KIND, ScalarKernel.KIND));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            try {
                Class<?> kernel = Class.forName("io.fieldpost.radio.spectrum.fft.VectorKernel");
                kinds.add(1, (PowerKernel.Kind) kernel.getDeclaredMethod("kind").invoke(null));
            } catch (ReflectiveOperationException | LinkageError e) {
                // A later Java may have changed what is still incubating; the others do the same work.
                return kinds;
            }
        }
        return kinds;
    }

    /** The kind to use now for a size: the fastest so far that takes it. */
    public PowerKernel.Kind choice(int size) {
        PowerKernel.Kind chosen = choice;
        return chosen.takes(size) ? chosen : ScalarKernel.KIND;
    }

    /** Measures once more, if it is time to. */
    public void step() {
        if (!decided) {
            measure();
        }
    }

    private synchronized void measure() {
        long begin = nanoTime.getAsLong();
        long now = begin;
        while (!decided && now - begin < AT_ONCE_NANOS && spentNanos <= BEFOREHAND_NANOS + SHARE * (now - begunNanos)) {
            long before = now;
            boolean shorter = candidates.get(next).run(data, nanoTime);
            next = (next + 1) % candidates.size();
            now = nanoTime.getAsLong();
            spentNanos += now - before;
            runsWithoutNews = shorter ? 0 : runsWithoutNews + 1;
            choice = best().kind;
            decided = spentNanos >= MOST_NANOS || runsWithoutNews >= ENOUGH_RUNS;
        }
    }

    private Candidate best() {
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            best = candidate.betterThan(best) ? candidate : best;
        }
        return best;
    }

    /** What was found, such as {@code vector of 16: batched 15.4 µs, vector of 16 4.2 µs, scalar 22.0 µs for 16 × 64 and 16 × 128 points}. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(choice.name()).append(':');
        String separator = " ";
        for (Candidate candidate : candidates) {
            text.append(separator).append(candidate.kind.name());
            if (candidate.known()) {
                text.append(String.format(Locale.ROOT, " %.1f µs", candidate.nanos() / 1e3));
            }
            separator = ", ";
        }
        return text.append(" for 16 × 64 and 16 × 128 points").toString();
    }
}
