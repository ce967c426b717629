package io.fieldpost.driver.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a JSON document (RFC 6901), as the fragment of a URI (section 6): {@code #/sensors/0/temp}. Letters beyond ASCII and blanks
 * may also stand as they are.
 *
 * @param tokens names of members and numbers of elements, from the outside in; none for the document itself
 */
public record JsonPointer(List<String> tokens) {
    private static final int MOST_TOKENS = 32;

    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads a pointer.
     *
     * @param fragment what stands behind the {@code #}
     * @throws AddressException when it is none, with what would be
     */
    public static JsonPointer parse(String fragment) throws AddressException {
        String pointer = decoded(fragment);
        if (pointer.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (!pointer.startsWith("/")) {
            throw new AddressException("a pointer begins with '/'; write #/" + fragment);
        }
        String[] parts = pointer.substring(1).split("/", -1);
        if (parts.length > MOST_TOKENS) {
            throw new AddressException(
                    "a pointer of " + parts.length + " parts; at most " + MOST_TOKENS + " are allowed");
        }
        List<String> tokens = new ArrayList<>();
        for (String part : parts) {
            if (part.equals("-")) {
                throw new AddressException(
                        "'-' is the element behind an array's last, which is never there; write its number");
            }
            tokens.add(unescaped(part));
        }
        return new JsonPointer(tokens);
    }

    /** Section 4: {@code ~1} is a slash and {@code ~0} a tilde; nothing else may follow a tilde. */
    private static String unescaped(String token) throws AddressException {
        for (int at = token.indexOf('~'); at >= 0; at = token.indexOf('~', at + 1)) {
            if (at + 1 == token.length() || token.charAt(at + 1) != '0' && token.charAt(at + 1) != '1') {
                throw new AddressException("'" + token + "': behind '~' stands 0 (for '~') or 1 (for '/')");
            }
        }
        return token.replace("~1", "/").replace("~0", "~");
    }

    private static String decoded(String fragment) throws AddressException {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        byte[] bytes = fragment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new AddressException("behind '%' stand two hexadecimal digits; a percent sign itself is %25");
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AddressException("what is encoded by '%' is no UTF-8");
        }
    }

    /** The first so many tokens, as RFC 6901 writes them behind a {@code #}. */
    public String upTo(int depth) {
        StringBuilder text = new StringBuilder("#");
        for (String token : tokens.subList(0, depth)) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return upTo(tokens.size());
    }
}
