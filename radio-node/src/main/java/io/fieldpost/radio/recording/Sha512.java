package io.fieldpost.radio.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-512 (FIPS 180-4), which SigMF and the proof of a transfer use. */
public final class Sha512 {
    private static final int PIECE = 64 << 10;

    private Sha512() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-512", e);
        }
    }

    /** 128 hexadecimal digits, lower case. */
    static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of a file, read in pieces. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return text(digest);
    }
}
