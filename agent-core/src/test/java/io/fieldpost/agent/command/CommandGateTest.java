package io.fieldpost.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.command.Outcome.Result;
import io.fieldpost.agent.record.Batch;
import io.fieldpost.agent.record.BatchCodec;
import io.fieldpost.agent.record.DamagedBatchException;
import io.fieldpost.agent.store.Loss;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.config.Setting;
import io.fieldpost.config.gateway.CallableMethod;
import io.fieldpost.config.gateway.MethodArgument;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.WritablePoint;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What passes to the device's line, and what is told of what does not. */
class CommandGateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Setting("Nothing to set.")
    record NoSettings() {}

    private final ManualClock clock = new ManualClock();
    private final List<PendingCommand> line = new ArrayList<>();
    private final List<Measurement> stored = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private boolean full;
    private final CommandJournal journal = new CommandJournal(this::store, losses::add, clock);
    private final CommandGate gate = new CommandGate(journal, clock::nanoTime);

    CommandGateTest() {
        gate.open(
                new Source(
                        "press-1",
                        "obeying",
                        new NoSettings(),
                        List.of(
                                new PointSettings("t", "at:t", "Cel", null, List.of()),
                                new PointSettings("u", "at:u", "1", null, List.of())),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        List.of(new WritablePoint("t", 0.0, 250.0, List.of(), null)),
                        List.of(new CallableMethod(
                                "go", null, "at:go", List.of(new MethodArgument("count", 1.0, 5.0, List.of(), null))))),
                line::add,
                List.of(new DeviceOperation("begin", "Begins.", true), new DeviceOperation("list", "Tells.", false)));
    }

    private void store(Batch batch) throws StoreException {
        if (full) {
            throw new StoreException(StoreException.Reason.FULL, "no room");
        }
        try {
            stored.addAll(BatchCodec.decode(batch.payload()));
        } catch (DamagedBatchException e) {
            throw new AssertionError(e);
        }
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }

    @Test
    void anOperationIsToldToTheCentreWithItsArgumentsCut() {
        Value.Record arguments = new Value.Record(Map.of("name", text("x".repeat(1_000)), "count", new Value.Int(3)));
        CompletableFuture<Outcome> outcome = gate.operate("centre", "press-1", "begin", arguments, PATIENCE);
        line.get(0).end(Outcome.done(null, List.of(new Value.Record(Map.of("id", new Value.Int(7))))));

        assertThat(outcome.join().outputs()).hasSize(1);
        assertThat(told(0)).containsEntry("operation", text("operate")).containsEntry("task", text("begin"));
        Map<String, Value> kept = ((Value.Record) told(0).get("arguments")).fields();
        assertThat(kept).containsEntry("count", new Value.Int(3)).containsEntry("name", text("x".repeat(256) + "…"));
    }

    @Test
    void anOperationThatOnlyTellsLeavesNoRecordAndOneThatWaitsTooLongIsNotSent() {
        Value.Record none = new Value.Record(Map.of());
        gate.operate("user root", "press-1", "list", none, PATIENCE);
        assertThat(line.get(0).nanosLeft(clock.nanoTime() + PATIENCE.toNanos())).isZero();
        line.get(0).end(Outcome.of(Result.BUSY, "it waited too long"));

        assertThat(stored).isEmpty();
    }

    private Map<String, Value> told(int index) {
        return ((Value.Record) stored.get(index).value()).fields();
    }

    @Test
    void anAllowedWriteReachesTheLineAndItsEndIsStoredBeforeItIsAnswered() {
        CompletableFuture<Outcome> outcome = gate.write("user root", "press-1", "t", new Value.Real(215.5), PATIENCE);
        assertThat(outcome).isNotDone();
        assertThat(line).hasSize(1);
        assertThat(line.get(0).nanosLeft(clock.nanoTime())).isEqualTo(PATIENCE.toNanos());
        List<Integer> storedWhenAnswered = new ArrayList<>();
        outcome.thenRun(() -> storedWhenAnswered.add(stored.size()));
        line.get(0).end(Outcome.done(new DeviceStatus(0, "Good"), List.of()));
        assertThat(storedWhenAnswered).containsExactly(1);
        assertThat(StreamName.of(stored.get(0))).isEqualTo(StreamName.ALARM);
        assertThat(stored.get(0).point().source() + "/" + stored.get(0).point().name())
                .isEqualTo("fieldpost/command");
        assertThat(told(0))
                .containsEntry("operation", text("write"))
                .containsEntry("by", text("user root"))
                .containsEntry("source", text("press-1"))
                .containsEntry("point", text("t"))
                .containsEntry("value", new Value.Real(215.5))
                .containsEntry("asked", text(clock.instant().toString()))
                .containsEntry("result", text("done"))
                .containsEntry("status", new Value.Int(0))
                .containsEntry("status_name", text("Good"));
    }

    @Test
    void whatIsNotAllowedNeverReachesTheLineAndIsToldAllTheSame() {
        assertRefused(gate.write("x", "press-1", "t", new Value.Int(251), PATIENCE), "251 is outside its limits");
        assertRefused(gate.write("x", "press-1", "t", new Value.Real(Double.NaN), PATIENCE), "NaN is no number");
        assertRefused(gate.write("x", "press-1", "u", new Value.Int(1), PATIENCE), "not on its list 'writable'");
        assertRefused(gate.write("x", "press-1", "v", new Value.Int(1), PATIENCE), "has no point 'v'");
        assertRefused(gate.write("x", "press-2", "t", new Value.Int(1), PATIENCE), "no source 'press-2'");
        assertRefused(gate.call("x", "press-1", "stop", List.of(), PATIENCE), "not on its list 'callable'");
        assertRefused(
                gate.call("x", "press-1", "go", List.of(), PATIENCE), "0 arguments were given, the method takes 1");
        assertRefused(
                gate.call("x", "press-1", "go", List.of(new Value.Int(6)), PATIENCE), "argument 'count': 6 is outside");
        assertThat(line).isEmpty();
        assertThat(stored).hasSize(8);
        assertThat(told(7))
                .containsEntry("result", text("not_allowed"))
                .containsEntry("method", text("go"))
                .containsEntry("arguments", new Value.Record(Map.of("0", new Value.Int(6))));
    }

    private static void assertRefused(CompletableFuture<Outcome> outcome, String why) {
        assertThat(outcome).isCompleted();
        assertThat(outcome.join().result()).isEqualTo(Result.NOT_ALLOWED);
        assertThat(outcome.join().message()).contains(why);
    }

    @Test
    void whatTheStoreRefusesIsToldLaterAndWhatIsTooMuchIsALoss() throws Exception {
        full = true;
        for (int i = 0; i < 103; i++) {
            gate.write("x", "press-1", "u", new Value.Int(i), PATIENCE);
        }
        assertThat(stored).isEmpty();
        full = false;
        clock.advance(Duration.ofSeconds(1));
        journal.step(clock.nanoTime());
        assertThat(stored).hasSize(100);
        assertThat(told(0)).containsEntry("value", new Value.Int(0));
        assertThat(losses).singleElement().matches(loss -> loss.count() == 3 && loss.stream() == StreamName.ALARM);
    }

    @Test
    void aFloodIsHeldBackAndCounted() {
        for (int i = 0; i < 1_000; i++) {
            gate.write("x", "press-1", "t", new Value.Int(999), PATIENCE);
        }
        assertThat(stored).hasSize(Pace.AT_ONCE);
        Outcome refused =
                gate.write("x", "press-1", "t", new Value.Int(5), PATIENCE).join();
        assertThat(refused.result()).isEqualTo(Result.BUSY);
        assertThat(line).isEmpty();
        clock.advance(Duration.ofMillis(50));
        gate.write("x", "press-1", "t", new Value.Int(999), PATIENCE);
        assertThat(told(Pace.AT_ONCE)).containsEntry("not_recorded", new Value.Int(801));
    }

    @Test
    void whatAStrangerAskedIsCutInTheRecord() {
        gate.write("x", "y".repeat(10_000), "z".repeat(10_000), text("a".repeat(10_000)), PATIENCE);
        assertThat(told(0).values().toString().length()).isLessThan(2_000);
    }

    @Test
    void wordsAreReadAsTheListHasThem() {
        assertThat(gate.meant("press-1", "t", "215.5")).isEqualTo(new Value.Real(215.5));
        assertThat(gate.meant("press-1", "u", "215.5")).isEqualTo(text("215.5"));
        assertThat(gate.meant("press-1", "go", List.of("3", "4"))).containsExactly(new Value.Int(3), text("4"));
    }
}
