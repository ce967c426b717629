package io.fieldpost.config;

import java.nio.charset.StandardCharsets;

/** A resolved secret. Prints as {@code ***}, whoever logs or concatenates it. */
public final class SecretValue {
    private final byte[] bytes;

    SecretValue(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of the secret, such as a PEM bundle. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The secret as UTF-8 text, such as a password. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
