package io.fieldpost.opcua.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The body of a structure, byte by byte as Part 6, 5.2 writes it, so that a test does not believe an encoder. */
public final class Body {
    private final ByteBuffer bytes = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);

    /** UInt32 and Int32, enumerations, masks and lengths. */
    public Body int32(int... values) {
        for (int value : values) {
            bytes.putInt(value);
        }
        return this;
    }

    /** Double. */
    public Body real(double... values) {
        for (double value : values) {
            bytes.putDouble(value);
        }
        return this;
    }

    /** Float. */
    public Body real32(float value) {
        bytes.putFloat(value);
        return this;
    }

    /** Byte. */
    public Body octet(int... values) {
        for (int value : values) {
            bytes.put((byte) value);
        }
        return this;
    }

    /** String. */
    public Body text(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(octets.length).put(octets);
        return this;
    }

    /** Another body within this one. */
    public Body body(Body other) {
        bytes.put(other.toBytes());
        return this;
    }

    public byte[] toBytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.duplicate().flip().get(copy);
        return copy;
    }

    /** As it travels. */
    public ExtensionObject as(NodeId encoding) {
        return ExtensionObject.of(ByteString.of(toBytes()), encoding);
    }
}
