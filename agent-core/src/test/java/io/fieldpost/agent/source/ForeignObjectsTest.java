package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a driver gives may be code of its own: none of it is run by whoever steps the source, and none of it is larger than it may be. */
class ForeignObjectsTest {
    private final RunnerBench bench = RunnerBench.polled();

    /** Throws where it is asked to speak, and else tells who asked. */
    private static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("asked for words");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("asked for a trace");
        }
    }

    @Test
    void exceptionThatFailsWhereItIsAskedToSpeakIsNamedByItsClass() {
        bench.device.onRead = () -> {
            throw new Speechless();
        };
        assertThatCode(bench::step).doesNotThrowAnyException();
        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.runner.status().detail()).contains("read ended in " + Speechless.class.getName());
        assertThat(bench.conduct.errors()).isZero();
    }

    @Test
    void wordsWithoutEndAreCut() {
        String endless = "x".repeat(1_000_000);
        bench.device.onRead = () -> {
            throw new DriverException(DriverException.Reason.PROTOCOL, endless);
        };
        bench.step();
        assertThat(bench.runner.status().detail())
                .contains("x… (1000000 characters)".replace("x…", "x …"))
                .hasSizeLessThan(1200);
        bench.device.context.remark(new Remark(endless, endless, endless));
        bench.device.onRead = () -> {
            throw new IllegalStateException(endless);
        };
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.runner.status().detail()).hasSizeLessThan(1300);
    }

    @Test
    void listOfTheDriversIsGoneThroughOnItsOwnThreadAlone() {
        int[] asked = {0};
        List<Measurement> kept = List.of(
                bench.number(1), Measurement.good(RunnerBench.point("b"), new Value.Int(2), bench.clock.instant()));
        bench.device.answer(new AbstractList<>() {
            @Override
            public Measurement get(int index) {
                if (++asked[0] > 2) {
                    throw new IllegalStateException("gone through twice");
                }
                return kept.get(index);
            }

            @Override
            public int size() {
                return 2;
            }
        });
        bench.step();
        bench.run(Duration.ofMillis(300));
        assertThat(bench.stored()).extracting(Measurement::value).containsExactly(new Value.Int(1), new Value.Int(2));
    }

    @Test
    void valueTooLargeToBeKeptIsALossWithItsCauseAndTheOthersAreKept() {
        RunnerBench streaming = RunnerBench.streaming();
        streaming.step();
        Value huge = new Value.Array(List.of(new Value.Bytes(new byte[9 << 20])));
        streaming.device.sink.accept(Measurement.good(RunnerBench.point("a"), huge, streaming.clock.instant()));
        streaming.device.sink.accept(streaming.number(7));
        streaming.run(Duration.ofMillis(300));
        assertThat(streaming.stored()).extracting(Measurement::value).containsExactly(new Value.Int(7));
        assertThat(streaming.losses).hasSize(1);
        assertThat(streaming.losses.get(0).cause()).isEqualTo(Loss.Cause.TOO_LARGE);
        assertThat(streaming.losses.get(0).count()).isEqualTo(1);
        assertThat(streaming.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whatAConductSaysIsSummedOverConnections() {
        bench.step();
        bench.run(Duration.ofSeconds(2));
        assertThat(bench.conduct.openDrivers()).isEqualTo(1);
        assertThat(bench.conduct.accepted()).isEqualTo(bench.runner.status().measurements());
        bench.calls.hold();
        bench.run(Duration.ofSeconds(12));
        assertThat(bench.conduct.overdueCalls()).isEqualTo(1);
        assertThat(bench.conduct.hangingCalls()).isEqualTo(1);
        bench.calls.release();
        bench.step();
        assertThat(bench.conduct.hangingCalls()).isZero();
        assertThat(bench.conduct.openDrivers()).isZero();
        assertThat(bench.conduct.failures()).isEqualTo(1);
    }

    @Test
    void callLeftBehindByTheStopHangsStill() {
        bench.step();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(2));
        bench.runner.stop(bench.clock.nanoTime(), Duration.ZERO);
        assertThat(bench.conduct.hangingCalls()).isEqualTo(1);
        assertThat(bench.conduct.overdueCalls())
                .as("it was not past its deadline")
                .isZero();
    }
}
