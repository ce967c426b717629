package io.fieldpost.agent;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;

/** Reads secrets for those who need them as text. */
public final class Secrets {
    /**
     * The secret as text, read anew at each call.
     *
     * @throws IllegalArgumentException when it can't be read, with the reason and never with the secret
     */
    public static String text(Secret secret) {
        try {
            return secret.resolve().text();
        } catch (SecretException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Secrets() {}
}
