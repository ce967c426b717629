package io.fieldpost.opcua.server;

/** Security policies that a server for the plant may offer (OPC UA Part 7); those without security or with SHA-1 are not among them. */
public enum PlantPolicy {
    /** What nearly every client has. */
    Basic256Sha256,
    /** For small devices. */
    Aes128_Sha256_RsaOaep,
    /** The strongest. */
    Aes256_Sha256_RsaPss
}
