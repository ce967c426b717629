package io.fieldpost.driver.tool;

import io.fieldpost.driver.Operable;
import io.fieldpost.driver.Value;

/** An agent that runs on this machine, as another process sees it. Any thread. */
public interface RunningGateway {
    /**
     * Asks one of its sources to do something, and waits for the answer: see {@link Operable#operate}. The answer travels as JSON: numbers, texts,
     * true, false, nothing, and records and lists of such come back as they were; bytes as Base64.
     *
     * @param source name of the source in the gateway's file
     * @param operation one of those that its driver announces
     * @return what the driver answered
     * @throws ToolException when no agent runs, or it says no, or nobody knows what became of it, as its message says
     */
    Value.Record ask(String source, String operation, Value.Record arguments) throws ToolException;
}
