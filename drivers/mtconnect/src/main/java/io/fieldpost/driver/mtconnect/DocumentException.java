package io.fieldpost.driver.mtconnect;

/** An answer is no document of an agent; the message says where and why. */
final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    DocumentException(String message) {
        super(message);
    }
}
