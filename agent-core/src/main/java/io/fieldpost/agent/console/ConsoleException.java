package io.fieldpost.agent.console;

/** The status page could not be served; the message says why and what to do. The agent runs without it. */
public final class ConsoleException extends Exception {
    private static final long serialVersionUID = 1L;

    ConsoleException(String message, Throwable cause) {
        super(message, cause);
    }
}
