package io.fieldpost.agent.store;

import java.security.SecureRandom;

/** The name of one life of a store: 16 hexadecimal digits. */
final class Epoch {
    private Epoch() {}

    static String random() {
        return text(new SecureRandom().nextLong());
    }

    static String text(long bits) {
        String digits = Long.toHexString(bits);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
