package io.fieldpost.agent.command;

/** The one queue of a source, which polls and commands share. */
@FunctionalInterface
public interface DeviceLine {
    /**
     * Takes a command, and ends it when the device has answered, or at once when the source does not work. Any thread; never blocks.
     */
    void submit(PendingCommand command);
}
