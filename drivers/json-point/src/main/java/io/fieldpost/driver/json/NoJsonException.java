package io.fieldpost.driver.json;

import java.io.IOException;

/** An answer is no JSON document; the message says where and why. */
public final class NoJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message a lower-case fact */
    public NoJsonException(String message) {
        super(message);
    }
}
