package io.fieldpost.agent.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteSink} wrote. Every length is checked against what is left before anything is allocated. Not thread-safe. */
public final class ByteSource {
    private final byte[] bytes;
    private int position;

    /** At the first byte of these, which must not change meanwhile. */
    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    /** All of them. */
    byte[] all() {
        return bytes;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return bytes.length - position;
    }

    /** A byte, unsigned. */
    public int u8() throws DamagedBatchException {
        need(1);
        return bytes[position++] & 0xFF;
    }

    int u16() throws DamagedBatchException {
        return u8() | u8() << 8;
    }

    /** Four bytes, lowest first. */
    public int i32() throws DamagedBatchException {
        need(4);
        int value = (int) ByteSink.INTS.get(bytes, position);
        position += 4;
        return value;
    }

    /** Eight bytes, lowest first. */
    public long i64() throws DamagedBatchException {
        need(8);
        long value = (long) ByteSink.LONGS.get(bytes, position);
        position += 8;
        return value;
    }

    /** As {@link ByteSink#varint} wrote it. */
    public long varint() throws DamagedBatchException {
        // Most numbers are below 128.
        if (position < bytes.length && bytes[position] >= 0) {
            return bytes[position++];
        }
        return longVarint();
    }

    private long longVarint() throws DamagedBatchException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number longer than ten bytes");
    }

    /** As {@link ByteSink#zigzag} wrote it. */
    public long zigzag() throws DamagedBatchException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things that take at least {@code each} bytes apiece, so that it can't exceed what is left. */
    public int count(int each) throws DamagedBatchException {
        long count = varint();
        if (count < 0 || count > remaining() / each) {
            throw damaged(Long.toUnsignedString(count) + " announced, room for " + remaining() / each);
        }
        return (int) count;
    }

    /** A number of things that take at least a bit apiece. */
    int bitCount() throws DamagedBatchException {
        long count = varint();
        long room = (long) remaining() * Byte.SIZE;
        if (count < 0 || count > Math.min(room, Integer.MAX_VALUE - Byte.SIZE)) {
            throw damaged(Long.toUnsignedString(count) + " announced, room for " + room);
        }
        return (int) count;
    }

    /** As {@link ByteSink#bytes} wrote them. */
    public byte[] bytes() throws DamagedBatchException {
        int length = count(1);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** Passes over a text and says where it lies, see {@link #at} and {@link #length}. */
    long text() throws DamagedBatchException {
        int length = count(1);
        if (!Utf8.isWellFormed(bytes, position, position + length)) {
            throw damaged("text that is not UTF-8");
        }
        long text = (long) position << 32 | length;
        position += length;
        return text;
    }

    /** Where a text begins. */
    static int at(long text) {
        return (int) (text >>> 32);
    }

    /** How many bytes a text has. */
    static int length(long text) {
        return (int) text;
    }

    /** A text as a string. */
    static String string(byte[] bytes, long text) {
        return new String(bytes, at(text), length(text), StandardCharsets.UTF_8);
    }

    /** As {@link ByteSink#text} wrote it. */
    public String string() throws DamagedBatchException {
        return string(bytes, text());
    }

    float[] floats() throws DamagedBatchException {
        float[] values = new float[count(Float.BYTES)];
        ByteBuffer.wrap(bytes, position, values.length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        position += values.length * Float.BYTES;
        return values;
    }

    /** Says what is wrong here. */
    public DamagedBatchException damaged(String what) {
        return new DamagedBatchException("damaged batch: " + what + " at byte " + position + " of " + bytes.length);
    }

    private void need(int more) throws DamagedBatchException {
        if (remaining() < more) {
            throw damaged("the end came too early");
        }
    }
}
