package io.fieldpost.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a configuration file as UTF-8 text, or says what is wrong with the file. */
final class SourceText {
    /** Room for 20,000 points written at length. */
    static final int LARGEST = 4 * 1024 * 1024;

    private SourceText() {}

    /** The text, or null with the reason among the problems. */
    static @Nullable String read(Path path, Problems problems) {
        String file = path.toString();
        Place whole = Place.wholeFile(file);
        if (Files.isDirectory(path)) {
            problems.add(whole, "", "a directory; allowed: the file itself, such as " + path.resolve("gateway.yaml"));
        } else if (!Files.exists(path)) {
            problems.add(
                    whole,
                    "",
                    "there is no such file; its directory is looked up from "
                            + Path.of("").toAbsolutePath());
        } else {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length <= LARGEST) {
                    return decode(bytes, problems);
                }
                problems.add(whole, "", "larger than 4 MiB; is this the configuration?");
            } catch (AccessDeniedException denied) {
                problems.add(whole, "", "reading it is not permitted to this user; look at its owner and mode");
            } catch (IOException failure) {
                problems.add(whole, "", "cannot be read: " + failure.getMessage());
            }
        }
        return null;
    }

    private static @Nullable String decode(byte[] bytes, Problems problems) {
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
            problems.add(1, 1, "", "the file is written in UTF-16; save it as UTF-8");
            return null;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        CharBuffer text = out.flip();
        if (result.isError()) {
            int[] place = TextLines.lineAndColumn(text, text.length());
            String found = String.format("the byte 0x%02X", in.get());
            problems.add(place[0], place[1], "", found + " is not UTF-8; save the file as UTF-8");
            return null;
        }
        return text.toString();
    }
}
