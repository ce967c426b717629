package io.fieldpost.agent.command;

import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes to machines, calls their methods and operates drivers, for whoever may ask: a person at the gateway, the centre. Nothing passes to a
 * machine that the allow-list does not name, and each command, whatever became of it, is a record {@code fieldpost/command} in the alarm stream by the time it ends.
 *
 * <p>The futures complete exactly once, normally, on a thread that must not be blocked. A command that was sent ends when its source's
 * {@code deadline} has passed at the latest; so the whole takes {@code patience} and that deadline at most.
 */
public interface Commands {
    /**
     * Writes one value.
     *
     * @param by who asks, for the record: {@code user root}, {@code centre}
     * @param patience how long it may wait for its turn; one whose turn comes later is not sent
     */
    CompletableFuture<Outcome> write(String by, String source, String point, Value value, Duration patience);

    /**
     * Calls one method.
     *
     * @param by who asks, for the record
     * @param arguments in the method's own order
     * @param patience how long it may wait for its turn
     */
    CompletableFuture<Outcome> call(String by, String source, String method, List<Value> arguments, Duration patience);

    /**
     * Asks a driver to do something of its own, see {@link io.fieldpost.driver.Operable}: one of the operations that its protocol has. No
     * allow-list is asked, and one that changes nothing leaves no record. Its answer is the one output.
     *
     * @param by who asks, for the record
     * @param patience how long it may wait for its turn
     */
    CompletableFuture<Outcome> operate(
            String by, String source, String operation, Value.Record arguments, Duration patience);

    /** The value that a person means by a word for a point; the text itself for a point that may not be written. */
    Value meant(String source, String point, String word);

    /** The values that a person means by words for a method's arguments; the texts themselves for a method that may not be called. */
    List<Value> meant(String source, String method, List<String> words);
}
