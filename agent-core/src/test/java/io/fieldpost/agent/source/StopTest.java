package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.SourceStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The end of a source, whatever it is doing. */
class StopTest {
    private final RunnerBench bench = RunnerBench.polled();

    @Test
    void runnerThatNeverBeganStops() {
        assertThat(stop()).isTrue();
        assertThat(bench.device.opens).isZero();
        assertThat(bench.state()).isEqualTo(State.STOPPED);
    }

    @Test
    void hungCallIsInterruptedAndDoesNotHoldUpTheEnd() {
        bench.step();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(1));
        PendingCall<?> read = bench.calls.newest;
        assertThat(read.isDone()).isFalse();
        assertThat(stop()).isFalse();
        assertThat(bench.state()).isEqualTo(State.STOPPED);
        assertThat(bench.stored()).as("what was read before the hang").hasSize(2);
    }

    @Test
    void closeRunsBehindACallThatReturnsLate() {
        bench.step();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(1));
        bench.runner.requestStop();
        assertThat(bench.device.closes).isZero();
        bench.calls.release();
        assertThat(bench.device.closes).isEqualTo(1);
        assertThat(stop()).isTrue();
    }

    @Test
    void waitingSourceStopsWithoutATrace() {
        bench.device.onOpen = SourceRunnerTest.failing(io.fieldpost.driver.DriverException.Reason.UNREACHABLE);
        bench.step();
        assertThat(stop()).isTrue();
        assertThat(bench.device.closes).isEqualTo(1);
    }

    private boolean stop() {
        return bench.runner.stop(bench.clock.nanoTime(), Duration.ofMillis(1));
    }
}
