package io.fieldpost.driver.mqttin;

import io.fieldpost.config.Secret;
import io.fieldpost.config.SecretException;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;

/** Secrets of a source, read at each connection, so that a changed one counts without a restart. */
final class Secrets {
    private Secrets() {}

    static String text(Secret secret) throws DriverException {
        try {
            return secret.resolve().text();
        } catch (SecretException e) {
            throw new DriverException(Reason.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }
}
