package io.fieldpost.opcua.simulation.chaos;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One message chunk of OPC UA over TCP (Part 6, 6.7.2 and 7.1.2) without security, as bytes: type and size, then for a {@code MSG} the
 * channel, the token, the sequence number and the request, then the body, which begins with the NodeId of its encoding.
 */
public record Frame(byte[] bytes) {
    private static final int HEADER = 8;
    private static final int BODY = 24;
    private static final int LARGEST = 1 << 20;

    /** Type id, ResponseHeader without diagnostics (Part 4, 7.33): where the parameters of a response begin, from the frame's start. */
    private static final int PARAMETERS = BODY + 4 + 24;

    private static final int DIAGNOSTICS = BODY + 4 + 16;

    /** Reads the next one; null at the end. */
    static Frame read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] header = new byte[HEADER];
        try {
            in.readFully(header);
            int size = little(header).getInt(4);
            if (size < HEADER || size > LARGEST) {
                throw new IOException("a frame of " + size + " bytes");
            }
            byte[] bytes = Arrays.copyOf(header, size);
            in.readFully(bytes, HEADER, size - HEADER);
            return new Frame(bytes);
        } catch (EOFException e) {
            return null;
        }
    }

    /** Such as {@code MSGF}: a message, final chunk. */
    public String kind() {
        return new String(bytes, 0, 4, StandardCharsets.US_ASCII);
    }

    /** Number of the encoding in namespace 0 that a final message chunk begins with, -1 for another. */
    public int encoding() {
        boolean isNamed = kind().equals("MSGF") && bytes.length > BODY + 4 && bytes[BODY] == 1 && bytes[BODY + 1] == 0;
        return isNamed ? Short.toUnsignedInt(little(bytes).getShort(BODY + 2)) : -1;
    }

    /** The same request answered with a good header and these parameters. */
    public Frame withParameters(byte... parameters) {
        return of(join(Arrays.copyOf(bytes, PARAMETERS), parameters));
    }

    /** The same request answered with the first so many bytes of its parameters, and then with these. */
    public Frame withParametersAfter(int kept, byte... parameters) {
        return of(join(Arrays.copyOf(bytes, PARAMETERS + kept), parameters));
    }

    /** The same with a header whose DiagnosticInfo, and all after it, is this. */
    public Frame withDiagnostics(byte... diagnostics) {
        return of(join(Arrays.copyOf(bytes, DIAGNOSTICS), diagnostics));
    }

    /** The same with one byte of its body changed, counted from the body's start and wrapped at its end. */
    public Frame withBodyByte(int index, byte value) {
        byte[] changed = bytes.clone();
        changed[BODY + index % (changed.length - BODY)] = value;
        return new Frame(changed);
    }

    /** The same with another kind. */
    public Frame withKind(String kind) {
        byte[] changed = bytes.clone();
        System.arraycopy(kind.getBytes(StandardCharsets.US_ASCII), 0, changed, 0, 4);
        return new Frame(changed);
    }

    /** The same with another 32-bit number at an offset: 4 its size, 8 the channel, 12 the token, 16 its own number, 20 the request. */
    public Frame withNumber(int offset, int number) {
        byte[] changed = bytes.clone();
        little(changed).putInt(offset, number);
        return new Frame(changed);
    }

    private static Frame of(byte[] bytes) {
        return new Frame(bytes).withNumber(4, bytes.length);
    }

    /** Little-endian bytes, one after the other: Byte, Integer, Long, Double, byte[]. */
    public static byte[] bytes(Object... parts) {
        byte[] all = {};
        for (Object part : parts) {
            all = join(all, encoded(part));
        }
        return all;
    }

    private static byte[] encoded(Object part) {
        ByteBuffer buffer = little(new byte[8]);
        if (part instanceof byte[] bytes) {
            return bytes;
        } else if (part instanceof Byte number) {
            return new byte[] {number};
        } else if (part instanceof Integer number) {
            buffer.putInt(number);
        } else if (part instanceof Long number) {
            buffer.putLong(number);
        } else if (part instanceof Double number) {
            buffer.putDouble(number);
        } else {
            throw new IllegalArgumentException("nobody knows how to write " + part);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
