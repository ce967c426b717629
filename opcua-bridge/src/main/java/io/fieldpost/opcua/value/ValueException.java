package io.fieldpost.opcua.value;

/** A value that can't be carried; the message says why, as a lower-case fact. Without a stack: a hostile machine may cause many. */
class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ValueException(String reason) {
        super(reason, null, false, false);
    }

    /** Why. */
    String reason() {
        String message = getMessage();
        return message == null ? "not readable" : message;
    }
}
