package io.fieldpost.driver.serialtext;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a device writes characters. */
enum Characters {
    ASCII(StandardCharsets.US_ASCII),
    LATIN_1(StandardCharsets.ISO_8859_1),
    UTF_8(StandardCharsets.UTF_8),
    GB18030(Charset.forName("GB18030"));

    private final Charset charset;

    Characters(Charset charset) {
        this.charset = charset;
    }

    /** The text; empty when a character is none of this set, or a control character other than a tab: noise, or a wrong speed or parity. */
    Optional<String> text(byte[] bytes) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes that a device reads; empty when it has no such character. */
    Optional<byte[]> bytes(String text) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
