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

/** Settling one record, as each PUBACK does; SQLite deletes it. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseSerialGC")
public class SettleBenchmark {
    /** Always the same number of records to settle. */
    @State(Scope.Benchmark)
    public static class Backlog extends StoreState {
        @Setup(Level.Iteration)
        public void fill() throws Exception {
            leave(CALLS);
        }
    }

    @Benchmark
    @OperationsPerInvocation(StoreState.CALLS)
    public void settle(Backlog state) throws Exception {
        while (state.settled < state.newest) {
            state.settled++;
            state.store.settle(state.settled, state.settled);
        }
    }
}
