package io.fieldpost.agent.record;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A growing array of bytes with the primitive forms of the batch format. Not thread-safe. */
public final class ByteSink {
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    /** An empty one with room for so many bytes. */
    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    /** Bytes in it. */
    public int size() {
        return size;
    }

    /** Begins afresh with the same array. */
    public void clear() {
        size = 0;
    }

    /** The lowest eight bits. */
    public void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void u16(int value) {
        room(2);
        bytes[size++] = (byte) value;
        bytes[size++] = (byte) (value >>> 8);
    }

    /** Four bytes, lowest first. */
    public void i32(int value) {
        room(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    /** Eight bytes, lowest first. */
    public void i64(long value) {
        room(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    /** Seven bits a byte, lowest first, the top bit set on all but the last: at most ten bytes. */
    public void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Small for numbers near zero of either sign. */
    public void zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    /** Their number and then these. */
    public void bytes(byte[] value) {
        varint(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** In UTF-8, behind the number of its bytes. */
    public void text(String value) {
        if (!ascii(value)) {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a text of ASCII alone, as most names are; writes nothing and says so when it is another. */
    private boolean ascii(String value) {
        int length = value.length();
        int begin = size;
        varint(length);
        room(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = begin;
                return false;
            }
            bytes[size++] = (byte) c;
        }
        return true;
    }

    void floats(float[] values) {
        varint(values.length);
        room(Math.multiplyExact(values.length, Float.BYTES));
        ByteBuffer.wrap(bytes, size, values.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(values);
        size += values.length * Float.BYTES;
    }

    /** Writes another number where an {@link #i32} has been. */
    public void setI32(int at, int value) {
        Objects.checkFromIndexSize(at, Integer.BYTES, size);
        INTS.set(bytes, at, value);
    }

    /** Takes back what was written behind the first {@code to} bytes. */
    public void cutTo(int to) {
        size = Objects.checkIndex(to, size + 1);
    }

    /** Writes all of it. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** What is in here and then what is in another one. */
    byte[] followedBy(ByteSink rest) {
        byte[] all = Arrays.copyOf(bytes, Math.addExact(size, rest.size));
        System.arraycopy(rest.bytes, 0, all, size, rest.size);
        return all;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + (bytes.length >> 1)));
        }
    }
}
