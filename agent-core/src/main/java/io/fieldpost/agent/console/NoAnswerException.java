package io.fieldpost.agent.console;

/** A gateway did not tell its status; the message says why and what to do next, in the reader's language. */
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
