package io.fieldpost.driver.http;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes of unknown number, up to a limit. */
final class GrowingBytes {
    private final int most;
    private byte[] bytes = new byte[256];
    private int length;

    GrowingBytes(int most) {
        this.most = most;
    }

    int length() {
        return length;
    }

    void add(ByteBuffer from, int count) throws ProtocolException {
        makeRoom(count);
        from.get(bytes, length, count);
        length += count;
    }

    void add(byte one) throws ProtocolException {
        makeRoom(1);
        bytes[length++] = one;
    }

    private void makeRoom(int count) throws ProtocolException {
        if (count > most - length) {
            throw tooLong();
        }
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(Math.max(2 * bytes.length, length + count), most));
        }
    }

    ProtocolException tooLong() {
        return new ProtocolException("answer of more than " + most + " bytes");
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
