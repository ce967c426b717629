package io.fieldpost.radio.recording;

import java.io.IOException;

/** A file that is not a recording, or one that can't be used; the message says where and what. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    public RecordingException(String message) {
        super(message);
    }

    public RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
