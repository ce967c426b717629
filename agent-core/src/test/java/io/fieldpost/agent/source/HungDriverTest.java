package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.driver.Quality;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call that does not come back, on a clock turned by hand. The deadline is 10 s, the grace 30 s. */
class HungDriverTest {
    private final RunnerBench bench = RunnerBench.polled();

    @Test
    void callPastItsDeadlineHangsTheSourceAndTellsItsPoints() {
        hangInRead();
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        bench.run(Duration.ofMillis(200));
        assertThat(bench.state()).isEqualTo(State.HUNG);
        assertThat(bench.runner.status().detail()).contains("read").contains("10000 ms");
        bench.run(Duration.ofMillis(200));
        assertThat(bench.stored()).last().matches(measurement -> measurement.quality() == Quality.BAD_TIMEOUT);
        assertThat(bench.runner.status().failures()).isEqualTo(1);
    }

    @Test
    void callThatReturnsLateIsFollowedByCloseAndBackoff() {
        hangInRead();
        bench.run(Duration.ofSeconds(5));
        bench.calls.release();
        bench.step();
        assertThat(bench.device.closes).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().failures()).as("counted once").isEqualTo(1);
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        assertThat(bench.calls.abandoned).isZero();
    }

    @Test
    void callThatNeverReturnsLosesItsThreadAfterTheGrace() {
        hangInRead();
        bench.run(Duration.ofSeconds(29));
        assertThat(bench.calls.abandoned).isZero();
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.calls.abandoned).isEqualTo(1);
        bench.calls.release();
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void nothingMoreIsAskedOnceTooManyThreadsAreLost() {
        hangInRead();
        bench.run(Duration.ofMinutes(30));
        assertThat(bench.calls.abandoned).isEqualTo(3);
        assertThat(bench.state()).isEqualTo(State.HUNG);
        assertThat(bench.runner.status().detail()).contains("3 threads hang").contains("restart the agent");
        long failures = bench.runner.status().failures();
        bench.run(Duration.ofMinutes(30));
        assertThat(bench.runner.status().failures()).isEqualTo(failures);
    }

    @Test
    void hangingCloseIsCutOffToo() {
        bench.device.onRead = SourceRunnerTest.failing(io.fieldpost.driver.DriverException.Reason.PROTOCOL);
        bench.device.onOpen = bench.calls::hold;
        bench.step();
        bench.calls.release();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(11));
        assertThat(bench.state()).isEqualTo(State.HUNG);
        bench.run(Duration.ofSeconds(30));
        assertThat(bench.calls.abandoned).isEqualTo(1);
    }

    private void hangInRead() {
        bench.step();
        bench.run(Duration.ofMillis(900));
        bench.calls.hold();
        bench.run(Duration.ofMillis(10_000));
    }
}
