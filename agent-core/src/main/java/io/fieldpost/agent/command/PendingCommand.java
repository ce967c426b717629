package io.fieldpost.agent.command;

import io.fieldpost.agent.command.Outcome.Result;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A command on its way to a device, from the moment it was allowed to its one outcome. Any thread. */
public final class PendingCommand {
    private final DeviceCommand command;
    private final long startBy;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    /** @param startBy monotonic nanoseconds by which its turn must have come */
    public PendingCommand(DeviceCommand command, long startBy) {
        this.command = command;
        this.startBy = startBy;
    }

    /** Its outcome, once; it never completes exceptionally. */
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** What it is, for a person. */
    public String what() {
        return command.what();
    }

    /** Nanoseconds until it has waited too long; 0 when it has. */
    public long nanosLeft(long now) {
        return Math.max(0, startBy - now);
    }

    /** Asks the driver; throws only what is a mistake in it. */
    public Outcome ask(Driver driver) {
        try {
            return command.ask(driver);
        } catch (DriverException e) {
            String said = String.valueOf(e.getMessage());
            return switch (e.reason()) {
                case REFUSED, CONFIGURATION -> new Outcome(Result.REFUSED, e.status(), said, List.of());
                case UNREACHABLE -> Outcome.of(Result.NOT_CONNECTED, said);
                case TIMEOUT, PROTOCOL ->
                    new Outcome(Result.UNKNOWN, e.status(), said + "; it may have happened", List.of());
            };
        }
    }

    /** Ends it. Only the first outcome counts. */
    public void end(Outcome ended) {
        outcome.complete(ended);
    }
}
