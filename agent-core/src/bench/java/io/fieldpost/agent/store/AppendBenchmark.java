package io.fieldpost.agent.store;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Storing one record of about 4 KiB. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class AppendBenchmark {
    /** Nothing is left of the last iteration. */
    @State(Scope.Benchmark)
    public static class Empty extends StoreState {
        @Setup(Level.Iteration)
        public void empty() throws Exception {
            leave(0);
        }
    }

    @Benchmark
    @OperationsPerInvocation(StoreState.CALLS)
    public void append(Empty state) throws Exception {
        for (int i = 0; i < StoreState.CALLS; i++) {
            state.append();
        }
    }
}
