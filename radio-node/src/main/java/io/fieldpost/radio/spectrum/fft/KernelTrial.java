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
 * #step} may run one kind on a small transform and remember its shortest time. That takes {@link #SHARE} of the time since the
 * beginning and 30 ms more, 10 s in all; then it is decided. Until then the choice goes to a kind that has been shorter by a tenth. Any kind gives
 * right results, so the choice may change between two frames.
 *
 * <p>Any thread; one at a time measures.
 */
public final class KernelTrial {
    /** Part of one processor that is spent until it is decided. */
    static final double SHARE = 0.05;

    private static final long BEFOREHAND_NANOS = 30_000_000;
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final double BETTER = 0.9;
    private static final int SIZE = 64;

    private static final class Candidate {
        final PowerKernel.Kind kind;
        final PowerKernel kernel;
        final float[] power;
        long shortestNanos = Long.MAX_VALUE;

        Candidate(PowerKernel.Kind kind) {
            this.kind = kind;
            float[] window = new float[SIZE];
            Arrays.fill(window, 1);
            kernel = kind.create(SIZE, window, SampleFormat.CU8);
            power = new float[SIZE * kernel.frames()];
        }

        /** All sixteen frames. */
        void run(byte[] data, LongSupplier nanoTime) {
            long begin = nanoTime.getAsLong();
            for (int f = 0; f < BatchedKernel.FRAMES; f += kernel.frames()) {
                kernel.addPowers(data, 2 * SIZE * f, 2 * SIZE, kernel.frames(), power);
            }
            shortestNanos = Math.min(shortestNanos, nanoTime.getAsLong() - begin);
        }
    }

    private static final class Shared {
        static final KernelTrial TRIAL = new KernelTrial(kinds(), System::nanoTime);
    }

    private final LongSupplier nanoTime;
    private final List<Candidate> candidates = new ArrayList<>();
    private final byte[] data = new byte[2 * SIZE * BatchedKernel.FRAMES];
    private final long begunNanos;
    private long spentNanos;
    private int next;
    private volatile PowerKernel.Kind choice;
    private volatile boolean decided;

    /** Of kinds that all take 64 points; the first is chosen to begin with. */
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
        if (spentNanos > BEFOREHAND_NANOS + SHARE * (begin - begunNanos)) {
            return;
        }
        candidates.get(next).run(data, nanoTime);
        next = (next + 1) % candidates.size();
        spentNanos += nanoTime.getAsLong() - begin;
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            best = candidate.shortestNanos < BETTER * best.shortestNanos ? candidate : best;
        }
        choice = best.kind;
        decided = spentNanos >= MOST_NANOS;
    }

    /** What was found, such as {@code vector of 16: batched 7.1 µs, vector of 16 1.9 µs, scalar 8.0 µs for 16 × 64 points}. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(choice.name()).append(':');
        String separator = " ";
        for (Candidate candidate : candidates) {
            text.append(separator).append(candidate.kind.name());
            if (candidate.shortestNanos < Long.MAX_VALUE) {
                text.append(String.format(Locale.ROOT, " %.1f µs", candidate.shortestNanos / 1e3));
            }
            separator = ", ";
        }
        return text.append(" for 16 × 64 points").toString();
    }
}
