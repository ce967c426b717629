package io.fieldpost.opcua.address;

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
 * A NodeId as OPC UA writes it (Part 6, 5.1.12), its namespace by URI, because a server may number its namespaces anew at each start.
 * The two indexes that the standard fixes (Part 3, 8.2.2) may be written: 0 for OPC UA's own and 1 for the server's.
 *
 * @param namespaceUri URI of the namespace; absent when {@code namespaceIndex} tells it
 * @param namespaceIndex 0 or 1, meaningless beside a URI
 * @param identifier UInteger, String, UUID or ByteString
 */
public record NodeAddress(@Nullable String namespaceUri, int namespaceIndex, Object identifier)
        implements PointAddress {
    private static final Pattern SYNTAX =
            Pattern.compile("(?:nsu=([^;]+);|ns=(\\d{1,5});)?([isgb])=(.+)", Pattern.DOTALL);

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException with a message for the person who wrote it
     */
    public static NodeAddress parse(String address) {
        Matcher parts = SYNTAX.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an OPC UA address: '" + address + "'; " + EXPECTED);
        }
        String index = parts.group(2);
        int namespaceIndex = index == null ? 0 : Integer.parseInt(index);
        if (namespaceIndex > 1) {
            throw new IllegalArgumentException(NamespaceUri.complaintAboutIndex(index, address));
        }
        String uri = parts.group(1) == null ? null : NamespaceUri.read(parts.group(1));
        return new NodeAddress(uri, namespaceIndex, identifier(parts.group(3), parts.group(4), address));
    }

    /** The address of a node of a session, by URI; by index where the server gives that index no URI. */
    static NodeAddress of(NodeId id, NamespaceTable namespaces) {
        int index = id.getNamespaceIndex().intValue();
        String uri = index == 0 ? null : namespaces.get(id.getNamespaceIndex());
        return new NodeAddress(uri, index, id.getIdentifier());
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
    public @Nullable NodeId resolve(NamespaceTable namespaces) {
        if (namespaceUri == null) {
            return nodeId(UShort.valueOf(namespaceIndex));
        }
        UShort index = namespaces.getIndex(namespaceUri);
        return index == null ? null : nodeId(index);
    }

    /** The same address, its identifier this very text where it equals it: points are often named as their nodes are, and are many. */
    NodeAddress sharing(String text) {
        return text.equals(identifier) ? new NodeAddress(namespaceUri, namespaceIndex, text) : this;
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

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String namespace = namespaceUri != null
                ? "nsu=" + NamespaceUri.written(namespaceUri) + ";"
                : namespaceIndex == 0 ? "" : "ns=" + namespaceIndex + ";";
        if (identifier instanceof UInteger number) {
            return namespace + "i=" + number;
        }
        if (identifier instanceof UUID guid) {
            return namespace + "g=" + guid;
        }
        return identifier instanceof ByteString bytes
                ? namespace + "b=" + Base64.getEncoder().encodeToString(bytes.bytesOrEmpty())
                : namespace + "s=" + identifier;
    }
}
