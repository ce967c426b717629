package io.fieldpost.opcua;

import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/**
 * A point's address: a NodeId as OPC UA writes it (Part 6, 5.1.12), its namespace by URI or by index. By URI is the one to use: a
 * server may number its namespaces anew at each start, so it is looked up in each session.
 *
 * @param namespaceUri URI of the namespace; absent when {@code namespaceIndex} tells it
 * @param namespaceIndex index of the namespace, 0 to 65535, meaningless beside a URI
 * @param identifier UInteger, String, UUID or ByteString
 */
record NodeAddress(@Nullable String namespaceUri, int namespaceIndex, Object identifier) {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:nsu=([^;]+);|ns=(\\d{1,5});)?([isgb])=(.+)", Pattern.DOTALL);
    private static final String EXPECTED =
            "expected 'nsu=URI;s=NAME' (or i=NUMBER, g=GUID, b=BASE64 in place of s=NAME), or 'ns=INDEX;s=NAME'";

    /** What is wrong with an address, or an empty text. */
    static String complaintAbout(String address) {
        try {
            parse(address);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage() == null ? EXPECTED : e.getMessage();
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a message for the person who wrote it
     */
    static NodeAddress parse(String address) {
        Matcher parts = SYNTAX.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an OPC UA node: '" + address + "'; " + EXPECTED);
        }
        String index = parts.group(2);
        int namespaceIndex = index == null ? 0 : Integer.parseInt(index);
        if (namespaceIndex > 0xFFFF) {
            throw new IllegalArgumentException("namespace index " + index + " is above 65535: '" + address + "'");
        }
        return new NodeAddress(parts.group(1), namespaceIndex, identifier(parts.group(3), parts.group(4), address));
    }

    private static Object identifier(String kind, String text, String address) {
        try {
            return switch (kind) {
                case "i" -> UInteger.valueOf(Long.parseLong(text));
                case "g" -> UUID.fromString(text);
                case "b" -> ByteString.of(Base64.getDecoder().decode(text));
                default -> text;
            };
        } catch (IllegalArgumentException e) {
            String expected = switch (kind) {
                case "i" -> "a number from 0 to 4294967295";
                case "g" -> "a GUID such as 09087e75-8e5e-499b-954f-f2a9603db28a";
                default -> "base64 text";
            };
            throw new IllegalArgumentException(
                    "after '" + kind + "=' stands '" + text + "', expected " + expected + ": '" + address + "'", e);
        }
    }

    /** The node's id in a session with these namespaces, or nothing when the server doesn't know the URI. */
    @Nullable
    NodeId resolve(NamespaceTable namespaces) {
        if (namespaceUri == null) {
            return nodeId(UShort.valueOf(namespaceIndex));
        }
        UShort index = namespaces.getIndex(namespaceUri);
        return index == null ? null : nodeId(index);
    }

    private NodeId nodeId(UShort index) {
        if (identifier instanceof UInteger number) {
            return new NodeId(index, number);
        }
        if (identifier instanceof UUID guid) {
            return new NodeId(index, guid);
        }
        if (identifier instanceof ByteString bytes) {
            return new NodeId(index, bytes);
        }
        return new NodeId(index, (String) identifier);
    }
}
