package io.fieldpost.radio.spectrum.fft;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.radio.sample.SampleFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With a clock that kernels move themselves. */
class KernelTrialTest {
    private static final long MILLISECOND = 1_000_000;
    private final AtomicLong now = new AtomicLong(1);

    @Test
    void beginsWithTheFirstKindAndTakesTheFastest() {
        Fake first = new Fake("first", 2 * MILLISECOND);
        Fake second = new Fake("second", MILLISECOND);
        KernelTrial trial = new KernelTrial(List.of(first, second), now::get);

        assertThat(trial.choice(1024)).isSameAs(first);
        for (int i = 0; i < 4; i++) {
            trial.step();
        }
        assertThat(trial.choice(1024)).isSameAs(second);
        assertThat(trial).hasToString("second: first 4000.0 µs, second 2000.0 µs for 16 × 64 and 16 × 128 points");
    }

    @Test
    void kindThatIsSlowUntilItIsCompiledGetsItsChance() {
        Fake first = new Fake("first", 2 * MILLISECOND);
        Fake late = new Fake("late", 100 * MILLISECOND);
        KernelTrial trial = new KernelTrial(List.of(first, late), now::get);
        run(trial, 30_000);
        assertThat(trial.choice(1024)).isSameAs(first);

        late.nanos = MILLISECOND;
        run(trial, 30_000);
        assertThat(trial.choice(1024)).isSameAs(late);
    }

    @Test
    void kindThatIsHardlyFasterIsNotTaken() {
        Fake first = new Fake("first", 100_000);
        KernelTrial trial = new KernelTrial(List.of(first, new Fake("second", 95_000)), now::get);
        run(trial, 1000);

        assertThat(trial.choice(1024)).isSameAs(first);
    }

    @Test
    void spendsNoMoreThanItsShare() {
        Fake first = new Fake("first", MILLISECOND);
        KernelTrial trial = new KernelTrial(List.of(first, new Fake("second", MILLISECOND)), now::get);
        long begun = now.get();
        run(trial, 10_000);

        double spent = 2.0 * first.runs * MILLISECOND;
        assertThat(spent)
                .isBetween(400.0 * MILLISECOND, 30.0 * MILLISECOND + 0.05 * (now.get() - begun) + 2 * MILLISECOND);
    }

    @Test
    void endsAfterFourSecondsOrWhenNothingIsNew() {
        Fake slow = new Fake("slow", MILLISECOND);
        run(new KernelTrial(List.of(slow, new Fake("other", MILLISECOND)), now::get), 400_000);
        assertThat(2 * slow.runs).isBetween(3998, 4002);

        Fake quick = new Fake("quick", MILLISECOND / 20);
        run(new KernelTrial(List.of(quick, new Fake("other", MILLISECOND / 20)), now::get), 400_000);
        assertThat(2 * quick.runs).isBetween(20_000, 20_010);
    }

    @Test
    void samplesDoNotWaitLong() {
        Fake first = new Fake("first", MILLISECOND / 2);
        KernelTrial trial = new KernelTrial(List.of(first, new Fake("second", MILLISECOND / 2)), now::get);
        now.addAndGet(3_600_000 * MILLISECOND);
        long before = now.get();
        trial.step();

        assertThat(now.get() - before).isEqualTo(2 * MILLISECOND);
    }

    @Test
    void sizeThatTheFastestDoesNotTakeIsForTheScalarOne() {
        KernelTrial trial = new KernelTrial(KernelTrial.kinds(), now::get);

        assertThat(trial.choice(1024).name()).isEqualTo("batched");
        assertThat(trial.choice(32).name()).isEqualTo("scalar");
        assertThat(trial.choice(65536).name()).isEqualTo("scalar");
        assertThat(KernelTrial.always(ScalarKernel.KIND).choice(1024).name()).isEqualTo("scalar");
    }

    /** Work of a millisecond between two steps. */
    private void run(KernelTrial trial, int steps) {
        for (int i = 0; i < steps; i++) {
            now.addAndGet(MILLISECOND);
            trial.step();
        }
    }

    /** Takes as long as it says. */
    private final class Fake implements PowerKernel.Kind {
        private final String name;
        private long nanos;
        private int runs;

        Fake(String name, long nanos) {
            this.name = name;
            this.nanos = nanos;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean takes(int size) {
            return true;
        }

        @Override
        public PowerKernel create(int size, float[] window, SampleFormat format) {
            return new PowerKernel() {
                @Override
                public int size() {
                    return size;
                }

                @Override
                public int frames() {
                    return 16;
                }

                @Override
                public void addPowers(byte[] data, int from, int stepBytes, int count, float[] power) {
                    runs++;
                    now.addAndGet(nanos);
                }
            };
        }
    }
}
