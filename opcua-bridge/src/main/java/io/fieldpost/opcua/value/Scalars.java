package io.fieldpost.opcua.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.XmlElement;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;
import org.jspecify.annotations.Nullable;

/** The built-in types that do not contain others, from their binary encoding (Part 6, 5.2.2). A length beyond the bytes is refused. */
final class Scalars {
    private Scalars() {}

    /**
     * Reads one.
     *
     * @param id 1 to 21; 26 to 31 are reserved and read as a ByteString (Part 6, 5.2.2.16)
     * @throws java.nio.BufferUnderflowException beyond the end
     * @throws ValueException for another id or an impossible length
     */
    static @Nullable Object read(ByteBuffer bytes, int id) {
        return switch (id) {
            case 1 -> bytes.get() != 0;
            case 2 -> bytes.get();
            case 3 -> UByte.valueOf(bytes.get() & 0xFF);
            case 4 -> bytes.getShort();
            case 5 -> UShort.valueOf(bytes.getShort() & 0xFFFF);
            case 6 -> bytes.getInt();
            case 7 -> unsigned(bytes);
            case 8 -> bytes.getLong();
            case 9 -> ULong.valueOf(bytes.getLong());
            case 10 -> bytes.getFloat();
            case 11 -> bytes.getDouble();
            case 12 -> text(bytes);
            case 13 -> new DateTime(bytes.getLong());
            case 14 -> guid(bytes);
            case 15, 26, 27, 28, 29, 30, 31 -> byteString(bytes);
            case 16 -> new XmlElement(text(bytes));
            case 17 -> node(bytes, bytes.get() & 0x0F);
            case 18 -> expandedNode(bytes);
            case 19 -> new StatusCode(unsigned(bytes));
            case 20 -> new QualifiedName(UShort.valueOf(bytes.getShort() & 0xFFFF), text(bytes));
            case 21 -> localizedText(bytes);
            default -> throw new ValueException("a value of the unknown built-in type " + id);
        };
    }

    static ExtensionObject extensionObject(ByteBuffer bytes) {
        NodeId encoding = node(bytes, bytes.get() & 0x0F);
        int kind = bytes.get();
        return switch (kind) {
            case 0 -> ExtensionObject.of(ByteString.NULL_VALUE, encoding);
            case 1 -> ExtensionObject.of(byteString(bytes), encoding);
            case 2 -> ExtensionObject.of(new XmlElement(text(bytes)), encoding);
            default -> throw new ValueException("a structure with a body of the unknown kind " + kind);
        };
    }

    private static UInteger unsigned(ByteBuffer bytes) {
        return UInteger.valueOf(bytes.getInt() & 0xFFFFFFFFL);
    }

    private static @Nullable String text(ByteBuffer bytes) {
        byte[] octets = octets(bytes);
        return octets == null ? null : new String(octets, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] octets(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > bytes.remaining()) {
            throw new ValueException(
                    "a text or byte string of " + length + " bytes where " + bytes.remaining() + " are left");
        }
        byte[] octets = new byte[length];
        bytes.get(octets);
        return octets;
    }

    private static ByteString byteString(ByteBuffer bytes) {
        byte[] octets = octets(bytes);
        return octets == null ? ByteString.NULL_VALUE : ByteString.of(octets);
    }

    private static UUID guid(ByteBuffer bytes) {
        long first = bytes.getInt() & 0xFFFFFFFFL;
        long second = bytes.getShort() & 0xFFFFL;
        long third = bytes.getShort() & 0xFFFFL;
        return new UUID(first << 32 | second << 16 | third, Long.reverseBytes(bytes.getLong()));
    }

    private static NodeId node(ByteBuffer bytes, int format) {
        if (format == 0) {
            return new NodeId(UShort.MIN, UInteger.valueOf(bytes.get() & 0xFF));
        }
        if (format == 1) {
            UShort index = UShort.valueOf(bytes.get() & 0xFF);
            return new NodeId(index, UInteger.valueOf(bytes.getShort() & 0xFFFF));
        }
        UShort index = UShort.valueOf(bytes.getShort() & 0xFFFF);
        return switch (format) {
            case 2 -> new NodeId(index, unsigned(bytes));
            case 3 -> {
                String text = text(bytes);
                yield new NodeId(index, text == null ? "" : text);
            }
            case 4 -> new NodeId(index, guid(bytes));
            case 5 -> new NodeId(index, byteString(bytes));
            default -> throw new ValueException("a node id of the unknown format " + format);
        };
    }

    private static ExpandedNodeId expandedNode(ByteBuffer bytes) {
        int flags = bytes.get();
        NodeId node = node(bytes, flags & 0x0F);
        String uri = (flags & 0x80) == 0 ? null : text(bytes);
        UInteger server = (flags & 0x40) == 0 ? UInteger.MIN : unsigned(bytes);
        return new ExpandedNodeId(
                ExpandedNodeId.ServerReference.of(server),
                uri == null
                        ? ExpandedNodeId.NamespaceReference.of(node.getNamespaceIndex())
                        : ExpandedNodeId.NamespaceReference.of(uri),
                node.getIdentifier());
    }

    private static LocalizedText localizedText(ByteBuffer bytes) {
        int mask = bytes.get();
        String locale = (mask & 1) == 0 ? null : text(bytes);
        String text = (mask & 2) == 0 ? null : text(bytes);
        return new LocalizedText(locale, text);
    }
}
