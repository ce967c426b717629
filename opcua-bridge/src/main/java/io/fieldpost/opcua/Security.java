package io.fieldpost.opcua;

import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to a machine is protected (OPC UA Part 7, security policies). The two policies that rest on SHA-1
 * (Basic128Rsa15, Basic256) are not offered at all.
 */
public enum Security {
    /** The strongest of the policies below that the server offers; {@link #None} only from a server on this machine. */
    Best(null),
    /** Not protected at all. */
    None(SecurityPolicy.None),
    /** What nearly every server has. */
    Basic256Sha256(SecurityPolicy.Basic256Sha256),
    /** For small devices. */
    Aes128_Sha256_RsaOaep(SecurityPolicy.Aes128_Sha256_RsaOaep),
    /** The strongest. */
    Aes256_Sha256_RsaPss(SecurityPolicy.Aes256_Sha256_RsaPss);

    private final @Nullable SecurityPolicy policy;

    Security(@Nullable SecurityPolicy policy) {
        this.policy = policy;
    }

    /** Milo's constant; absent for {@link #Best}. */
    @Nullable
    SecurityPolicy policy() {
        return policy;
    }
}
