package io.fieldpost.radio.receiver.eb200;

/** Bytes that are not what a receiver sends: a lower-case fact with its numbers. Counted and skipped by whoever catches it. */
final class MalformedDatagramException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDatagramException(String message) {
        super(message);
    }
}
