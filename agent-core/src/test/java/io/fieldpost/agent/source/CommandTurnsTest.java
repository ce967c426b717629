package io.fieldpost.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.command.DeviceCommand;
import io.fieldpost.agent.command.Outcome;
import io.fieldpost.agent.command.Outcome.Result;
import io.fieldpost.agent.command.PendingCommand;
import io.fieldpost.agent.status.SourceStatus.State;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands and polls share one queue: who goes when, and what becomes of a command when the device or the source fails. */
class CommandTurnsTest {
    private final RunnerBench bench = RunnerBench.polled();

    private PendingCommand ask(long value) {
        PendingCommand command = new PendingCommand(
                new DeviceCommand.Write(RunnerBench.point("a"), new Value.Int(value)),
                bench.clock.nanoTime() + Duration.ofSeconds(5).toNanos());
        bench.runner.submit(command);
        return command;
    }

    private static Outcome outcome(PendingCommand command) {
        assertThat(command.outcome()).isCompleted();
        return command.outcome().join();
    }

    @Test
    void aCommandGoesAtOnceBetweenTwoPolls() {
        bench.step();
        PendingCommand command = ask(7);
        assertThat(bench.runner.nanosUntilStep(bench.clock.nanoTime())).isZero();
        bench.step();
        assertThat(outcome(command)).isEqualTo(Outcome.done(DeviceStatus.OK, List.of()));
        assertThat(bench.device.written).containsExactly("a=Int[value=7]");
        assertThat(bench.device.reads).as("no poll was due").isEqualTo(1);
        assertThat(bench.runner.nanosUntilStep(bench.clock.nanoTime())).isPositive();
    }

    @Test
    void aStreamedSourceTakesCommandsOnceItHasStarted() {
        RunnerBench streamed = RunnerBench.streaming();
        PendingCommand early = new PendingCommand(
                new DeviceCommand.Write(RunnerBench.point("a"), new Value.Int(1)), streamed.clock.nanoTime() + 1);
        streamed.step();
        streamed.runner.submit(early);
        streamed.step();
        assertThat(outcome(early).result()).isEqualTo(Result.DONE);
    }

    @Test
    void pollsKeepTheirPaceUnderAStreamOfCommands() {
        bench.step();
        List<PendingCommand> commands = new ArrayList<>();
        bench.device.onWrite = () -> bench.clock.advance(Duration.ofMillis(600));
        for (int i = 0; i < 16; i++) {
            commands.add(new PendingCommand(
                    new DeviceCommand.Write(RunnerBench.point("a"), new Value.Int(i)),
                    bench.clock.nanoTime() + Duration.ofMinutes(1).toNanos()));
            bench.runner.submit(commands.get(i));
        }
        for (int i = 0; i < 40; i++) {
            bench.step();
        }
        assertThat(commands)
                .allSatisfy(each -> assertThat(outcome(each).result()).isEqualTo(Result.DONE));
        assertThat(bench.device.reads).as("polls in 9.6 s of writing").isGreaterThanOrEqualTo(5);
    }

    @Test
    void theQueueIsBoundedAndSaysSo() {
        bench.step();
        bench.calls.hold();
        List<PendingCommand> commands = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            commands.add(ask(i));
            bench.step();
        }
        // One is under way, sixteen wait.
        assertThat(outcome(commands.get(17)).result()).isEqualTo(Result.BUSY);
        assertThat(commands.get(16).outcome()).isNotDone();
        bench.calls.release();
        for (int i = 0; i < 20; i++) {
            bench.step();
        }
        assertThat(commands.subList(0, 17))
                .allSatisfy(each -> assertThat(outcome(each).result()).isEqualTo(Result.DONE));
    }

    @Test
    void aCommandThatWaitedTooLongIsNotSent() {
        bench.step();
        bench.calls.hold();
        bench.run(Duration.ofSeconds(1));
        PendingCommand command = ask(7);
        bench.run(Duration.ofSeconds(6));
        assertThat(outcome(command).result()).isEqualTo(Result.BUSY);
        bench.calls.release();
        bench.run(Duration.ofSeconds(1));
        assertThat(bench.device.written).isEmpty();
    }

    @Test
    void aSourceThatIsNotConnectedRefusesAtOnceAndNeverLater() {
        bench.device.onOpen = () -> {
            throw new DriverException(Reason.UNREACHABLE, "nobody there");
        };
        bench.step();
        PendingCommand command = ask(7);
        bench.step();
        assertThat(outcome(command).result()).isEqualTo(Result.NOT_CONNECTED);
        assertThat(outcome(command).message()).contains("press-1 is waiting").contains("nobody there");
        bench.device.onOpen = () -> {};
        bench.run(Duration.ofMinutes(1));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        assertThat(bench.device.written).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, REFUSED",
        "CONFIGURATION, REFUSED",
        "UNREACHABLE, NOT_CONNECTED",
        "TIMEOUT, UNKNOWN",
        "PROTOCOL, UNKNOWN"
    })
    void whatTheDriverThrowsIsToldAndTheSessionGoesOn(Reason reason, Result result) {
        bench.step();
        bench.device.onWrite = () -> {
            throw new DriverException(reason, "as scripted", new DeviceStatus(0x803C0000L, "Bad_OutOfRange"));
        };
        PendingCommand command = ask(7);
        bench.step();
        assertThat(outcome(command).result()).isEqualTo(result);
        assertThat(outcome(command).message()).startsWith("as scripted");
        bench.run(Duration.ofSeconds(3));
        assertThat(bench.device.opens).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aMistakeOfTheDriverIsUnknownAndEndsTheSession() {
        bench.step();
        bench.device.onWrite = () -> {
            throw new IllegalStateException("as scripted");
        };
        PendingCommand command = ask(7);
        bench.step();
        assertThat(outcome(command).result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome(command).message()).contains("may have happened");
        bench.run(Duration.ofSeconds(5));
        assertThat(bench.device.closes).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aWriteThatHangsIsUnknownAndThoseBehindItAreRefused() {
        bench.step();
        bench.calls.hold();
        PendingCommand hanging = ask(7);
        bench.step();
        bench.run(Duration.ofSeconds(8));
        PendingCommand behind = ask(8);
        bench.run(Duration.ofSeconds(3));
        assertThat(outcome(hanging).result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome(behind).result()).isEqualTo(Result.NOT_CONNECTED);
        assertThat(outcome(behind).message()).contains("hung");
        bench.calls.release();
        bench.run(Duration.ofSeconds(30));
        assertThat(bench.state()).isEqualTo(State.RUNNING);
        PendingCommand later = ask(9);
        bench.step();
        assertThat(outcome(later).result()).isEqualTo(Result.DONE);
    }

    @Test
    void theStopEndsEveryCommandHonestly() {
        bench.step();
        bench.calls.hold();
        PendingCommand sent = ask(7);
        bench.step();
        PendingCommand waiting = ask(8);
        bench.runner.requestStop();
        assertThat(outcome(waiting).result()).isEqualTo(Result.NOT_CONNECTED);
        bench.runner.stop(bench.clock.nanoTime(), Duration.ZERO);
        assertThat(outcome(sent).result()).isEqualTo(Result.UNKNOWN);
        assertThat(outcome(ask(9)).message()).isEqualTo("the agent stops");
    }

    @Test
    void aCommandThatWasAnsweredDuringTheStopIsToldAsItEnded() {
        bench.step();
        bench.calls.hold();
        PendingCommand sent = ask(7);
        bench.step();
        bench.runner.requestStop();
        bench.calls.release();
        bench.runner.stop(bench.clock.nanoTime(), Duration.ofSeconds(1));
        assertThat(outcome(sent).result()).isEqualTo(Result.DONE);
    }
}
