package io.fieldpost.agent.command;

import io.fieldpost.agent.command.Outcome.Result;
import io.fieldpost.config.gateway.AllowedValues;
import io.fieldpost.config.gateway.CallableMethod;
import io.fieldpost.config.gateway.MethodArgument;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a machine. It knows what the configuration allows, refuses everything else before any driver sees it, and tells each
 * command to the journal. Any thread.
 */
public final class CommandGate implements Commands {
    private final Map<String, SourceGate> sources = new ConcurrentHashMap<>();
    private final CommandJournal journal;
    private final LongSupplier nanos;
    private final Pace pace = new Pace();

    /**
     * A gate that lets nothing through yet.
     *
     * @param nanos monotonic time
     */
    public CommandGate(CommandJournal journal, LongSupplier nanos) {
        this.journal = journal;
        this.nanos = nanos;
    }

    /** Opens the way to what the source's configuration allows, and to nothing else. */
    public void open(Source source, DeviceLine line) {
        open(source, line, List.of());
    }

    /** Opens the way to what the source's configuration allows, and to its driver's own operations. */
    public void open(Source source, DeviceLine line, List<DeviceOperation> operations) {
        sources.put(source.name(), new SourceGate(source, line, operations));
    }

    /** Closes the way to a source that is taken out. */
    public void close(String source) {
        sources.remove(source);
    }

    @Override
    public CompletableFuture<Outcome> write(String by, String source, String point, Value value, Duration patience) {
        Asked asked = new Asked(
                by, "write", source, point, List.of(value), journal.clock().instant());
        SourceGate gate = sources.get(source);
        if (!pace.admits(nanos.getAsLong())) {
            return tooMany();
        } else if (gate == null) {
            return refuse(asked, noSource(source));
        }
        SourceGate.Target target = gate.point(point);
        if (target == null) {
            return refuse(asked, gate.complaintAboutPoint(point));
        }
        String complaint = ValueLimits.complaint(target.allowed(), value);
        return complaint.isEmpty()
                ? submit(asked, gate, new DeviceCommand.Write(target.point(), value), patience)
                : refuse(asked, complaint);
    }

    @Override
    public CompletableFuture<Outcome> call(
            String by, String source, String method, List<Value> arguments, Duration patience) {
        Asked asked = new Asked(
                by,
                "call",
                source,
                method,
                List.copyOf(arguments),
                journal.clock().instant());
        SourceGate gate = sources.get(source);
        if (!pace.admits(nanos.getAsLong())) {
            return tooMany();
        } else if (gate == null) {
            return refuse(asked, noSource(source));
        }
        CallableMethod allowed = gate.method(method);
        String complaint = allowed == null
                ? "method '" + method + "' of source '" + source + "' is not on its list 'callable'"
                : complaint(allowed.arguments(), asked.values());
        if (allowed == null || !complaint.isEmpty()) {
            return refuse(asked, complaint);
        }
        String object = allowed.object() == null ? "" : allowed.object();
        DeviceMethod asDriverSeesIt = new DeviceMethod(source, method, object, allowed.method());
        return submit(asked, gate, new DeviceCommand.Call(asDriverSeesIt, asked.values()), patience);
    }

    @Override
    public CompletableFuture<Outcome> operate(
            String by, String source, String operation, Value.Record arguments, Duration patience) {
        Asked asked = new Asked(
                by,
                CommandRecord.OPERATE,
                source,
                operation,
                List.of(arguments),
                journal.clock().instant());
        SourceGate gate = sources.get(source);
        if (!pace.admits(nanos.getAsLong())) {
            return tooMany();
        } else if (gate == null) {
            return refuse(asked, noSource(source));
        }
        DeviceOperation known = gate.operation(operation);
        if (known == null) {
            return refuse(asked, gate.complaintAboutOperation(operation));
        }
        DeviceCommand command = new DeviceCommand.Operate(source, operation, arguments);
        return known.changes()
                ? submit(asked, gate, command, patience)
                : submit(gate, command, patience, outcome -> {});
    }

    private static String complaint(List<MethodArgument> allowed, List<Value> given) {
        if (given.size() != allowed.size()) {
            return given.size() + (given.size() == 1 ? " argument was" : " arguments were")
                    + " given, the method takes " + allowed.size();
        }
        for (int i = 0; i < given.size(); i++) {
            String complaint = ValueLimits.complaint(allowed.get(i), given.get(i));
            if (!complaint.isEmpty()) {
                return "argument '" + allowed.get(i).name() + "': " + complaint;
            }
        }
        return "";
    }

    private CompletableFuture<Outcome> submit(Asked asked, SourceGate gate, DeviceCommand command, Duration patience) {
        return submit(gate, command, patience, outcome -> journal.tell(asked, outcome));
    }

    private CompletableFuture<Outcome> submit(
            SourceGate gate, DeviceCommand command, Duration patience, Consumer<Outcome> record) {
        PendingCommand pending = new PendingCommand(command, nanos.getAsLong() + patience.toNanos());
        CompletableFuture<Outcome> told = pending.outcome().thenApply(outcome -> {
            record.accept(outcome);
            return outcome;
        });
        gate.line().submit(pending);
        return told;
    }

    private CompletableFuture<Outcome> refuse(Asked asked, String why) {
        Outcome refused = Outcome.of(Result.NOT_ALLOWED, why);
        journal.tell(asked, refused);
        return CompletableFuture.completedFuture(refused);
    }

    private CompletableFuture<Outcome> tooMany() {
        journal.notRecorded();
        return CompletableFuture.completedFuture(
                Outcome.of(Result.BUSY, "more than 20 commands a second were asked for; ask less often"));
    }

    private static String noSource(String source) {
        return "there is no source '" + source + "'";
    }

    @Override
    public Value meant(String source, String point, String word) {
        SourceGate gate = sources.get(source);
        SourceGate.Target target = gate == null ? null : gate.point(point);
        return meant(target == null ? null : target.allowed(), word);
    }

    @Override
    public List<Value> meant(String source, String method, List<String> words) {
        SourceGate gate = sources.get(source);
        CallableMethod allowed = gate == null ? null : gate.method(method);
        List<MethodArgument> arguments = allowed == null ? List.of() : allowed.arguments();
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            values.add(meant(i < arguments.size() ? arguments.get(i) : null, words.get(i)));
        }
        return values;
    }

    private static Value meant(@Nullable AllowedValues allowed, String word) {
        return allowed == null ? new Value.Text(word) : ValueLimits.read(allowed, word);
    }
}
