package io.fieldpost.radio.calibration;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A table's text and who it is.
 *
 * @param name the file's name, without its folder
 * @param id name and the first eight hex digits of the SHA-256 of its bytes: what a trace says it was calibrated by
 * @param text its content
 */
record TableFile(String name, String id, String text) {
    /** A table of ten gains at every megahertz of an RTL-SDR has 17,000 lines and less than 1 MB. */
    static final int MOST_BYTES = 4 << 20;

    static TableFile read(Path path) throws CalibrationException {
        String name = path.getFileName() == null
                ? path.toString()
                : path.getFileName().toString();
        try (InputStream in = Files.newInputStream(path)) {
            return of(name, in.readNBytes(MOST_BYTES + 1));
        } catch (NoSuchFileException e) {
            throw unusable(path.toString(), "no such file");
        } catch (IOException e) {
            throw unusable(path.toString(), "can't be read: " + e.getMessage());
        }
    }

    static TableFile of(String name, byte[] bytes) throws CalibrationException {
        if (bytes.length > MOST_BYTES) {
            throw unusable(name, "larger than " + MOST_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new TableFile(name, name + ":" + digest(bytes), text);
        } catch (CharacterCodingException e) {
            throw unusable(name, "not text in UTF-8");
        }
    }

    private static CalibrationException unusable(String name, String fact) {
        return new CalibrationException(List.of(new Problem(Place.wholeFile(name), "", fact)));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
