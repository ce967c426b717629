package io.fieldpost.agent.plugin;

import io.fieldpost.config.Pem;
import io.fieldpost.config.gateway.PluginPin;
import io.fieldpost.config.gateway.PluginSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/** Whether a plug-in is one that may be loaded: pinned by its SHA-256, signed by a known key, or both, as the settings ask. */
final class Trusted {
    /** Raw Ed25519 signature (RFC 8032) of the 64 lower-case hexadecimal digits. */
    static final String SIGNATURE_FILE = "plugin.sig";

    private static final int SIGNATURE_BYTES = 64;

    private final PluginSettings settings;

    Trusted(PluginSettings settings) {
        this.settings = settings;
    }

    /**
     * Refuses what may not be loaded.
     *
     * @param directory where the signature is
     * @param sha256 of its jars
     */
    void check(String plugin, Path directory, String sha256) throws PluginException {
        checkPin(plugin, sha256);
        if (!settings.keys().isEmpty()) {
            checkSignature(directory, sha256);
        }
    }

    private void checkPin(String plugin, String sha256) throws PluginException {
        if (settings.pins().isEmpty()) {
            return;
        }
        for (PluginPin pin : settings.pins()) {
            if (pin.plugin().equals(plugin)) {
                if (pin.sha256().equalsIgnoreCase(sha256)) {
                    return;
                }
                throw new PluginException("its SHA-256 is " + sha256 + " and not the pinned " + pin.sha256()
                        + "; find out who changed it, and pin the new one if it is right");
            }
        }
        throw new PluginException("plugins.pins names others and not this one; pin it with SHA-256 " + sha256
                + " if it is right, or take its directory away");
    }

    private void checkSignature(Path directory, String sha256) throws PluginException {
        Path file = directory.resolve(SIGNATURE_FILE);
        byte[] signature;
        try (var in = Files.newInputStream(file)) {
            signature = in.readNBytes(SIGNATURE_BYTES + 1);
        } catch (IOException e) {
            throw new PluginException(
                    "it is not signed, and plugins.keys asks for that; ask its vendor for " + SIGNATURE_FILE, e);
        }
        for (Path key : settings.keys()) {
            if (isBy(key, sha256, signature)) {
                return;
            }
        }
        throw new PluginException(SIGNATURE_FILE + " is no signature of its SHA-256 " + sha256 + " by any of "
                + List.copyOf(settings.keys()) + "; ask its vendor");
    }

    private static boolean isBy(Path key, String sha256, byte[] signature) throws PluginException {
        try {
            PublicKey by = Pem.ed25519(Files.readString(key, StandardCharsets.US_ASCII));
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(by);
            verifying.update(sha256.getBytes(StandardCharsets.US_ASCII));
            return signature.length == SIGNATURE_BYTES && verifying.verify(signature);
        } catch (IOException e) {
            throw new PluginException("key " + key + " of plugins.keys can't be read; put it there", e);
        } catch (GeneralSecurityException e) {
            throw new PluginException("key " + key + " of plugins.keys can't be used, " + e.getMessage(), e);
        }
    }
}
