package io.fieldpost.driver;

/**
 * A driver that can be asked to do things of its own, such as a receiver to begin a measurement: what the gateway itself does, not what a
 * machine behind it does, for which there are {@link Writable} and {@link Invocable} and their allow-lists. {@link DriverFactory#operations}
 * announces them; nothing else arrives here. What holds for {@link Writable} about threads and sessions holds here.
 */
public interface Operable {
    /**
     * Does one thing and returns its answer, well within the source's deadline: what takes longer is only begun.
     *
     * @param operation one of those that the factory announces
     * @param arguments as they came from somebody else: names and kinds may be wrong
     * @return the answer; small, since it travels in one line
     * @throws DriverException {@code REFUSED} with what is wrong and what is allowed; {@code UNREACHABLE} when nothing was done
     */
    Value.Record operate(String operation, Value.Record arguments) throws DriverException;
}
