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

/** Reading one record of about 4 KiB, among 32 at once as a publisher reads ahead. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class ReadBenchmark {
    /** Always the same number of records to read. */
    @State(Scope.Benchmark)
    public static class Backlog extends StoreState {
        @Setup(Level.Iteration)
        public void fill() throws Exception {
            leave(CALLS);
        }
    }

    @Benchmark
    @OperationsPerInvocation(StoreState.CALLS)
    public long read(Backlog state) throws Exception {
        long bytes = 0;
        for (long last = state.settled; last < state.newest; last = state.batch.sequence(state.batch.size() - 1)) {
            state.store.read(last, state.batch);
            bytes += state.batch.bytes();
        }
        return bytes;
    }
}
