package io.fieldpost.driver.httpjson;

import java.io.IOException;

/** An answer is no JSON document; the message says where and why. */
final class NoJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    NoJsonException(String message) {
        super(message);
    }
}
