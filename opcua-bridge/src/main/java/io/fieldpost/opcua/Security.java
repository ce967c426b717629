package io.fieldpost.opcua;

import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.jspecify.annotations.Nullable;

/** How the connection to a machine is protected (OPC UA Part 7, security policies). */
public enum Security {
    /** The strongest of the three policies that follow, as far as the server offers it; never a weaker one. */
    Best(null, true),
    /** The strongest. */
    Aes256_Sha256_RsaPss(SecurityPolicy.Aes256_Sha256_RsaPss, true),
    /** For small devices. */
    Aes128_Sha256_RsaOaep(SecurityPolicy.Aes128_Sha256_RsaOaep, true),
    /** What nearly every server has. */
    Basic256Sha256(SecurityPolicy.Basic256Sha256, true),
    /** Rests on SHA-1, deprecated since 1.04 of the standard: for a machine that has nothing better. */
    Basic256(SecurityPolicy.Basic256, false),
    /** Rests on SHA-1 and RSA with a padding that is broken: for a machine that has nothing better. */
    Basic128Rsa15(SecurityPolicy.Basic128Rsa15, false),
    /** Not protected at all. */
    None(SecurityPolicy.None, false);

    private final @Nullable SecurityPolicy policy;
    private final boolean strong;

    Security(@Nullable SecurityPolicy policy, boolean strong) {
        this.policy = policy;
        this.strong = strong;
    }

    /** Milo's constant; absent for {@link #Best}. */
    @Nullable
    SecurityPolicy policy() {
        return policy;
    }

    /** Whether it is enough against somebody on the way; what is not needs {@code insecure: true}. */
    boolean isStrong() {
        return strong;
    }

    /** What is wrong with one that is not strong, in words for the person who chose it. */
    String weakness() {
        return this == None
                ? "anyone on the way can read and change the data, and read the password"
                : this + " rests on SHA-1, which can be forged; somebody who works at it can read and change the data";
    }
}
