package io.fieldpost.radio.receiver.eb200;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks through an optional header. Receivers of different ages send headers of different lengths, each the beginning of the next: a field
 * beyond the end reads as 0, and what is longer than known is left.
 */
final class HeaderFields {
    private final ByteBuffer in;
    private int at;

    HeaderFields(ByteBuffer in) {
        this.in = in;
    }

    private int advance(int bytes) {
        int field = at;
        at += bytes;
        return field;
    }

    /** Whether so many bytes are there from the beginning on. */
    boolean reaches(int bytes) {
        return in.limit() >= bytes;
    }

    int i16() {
        int field = advance(2);
        return reaches(at) ? in.getShort(field) : 0;
    }

    long u32() {
        int field = advance(4);
        return reaches(at) ? Integer.toUnsignedLong(in.getInt(field)) : 0;
    }

    long u64() {
        int field = advance(8);
        return reaches(at) ? in.getLong(field) : 0;
    }

    float f32() {
        int field = advance(4);
        return reaches(at) ? in.getFloat(field) : 0;
    }

    HeaderFields skip(int bytes) {
        at += bytes;
        return this;
    }

    /** A frequency of 64 bits whose halves stand apart; one that no receiver has reads as −1. */
    static long hertz(long low, long high) {
        return high > 0xFFFF ? -1 : high << 32 | low;
    }

    /** A buffer of zeros to write a header of a given length into. */
    static ByteBuffer blank(int longest, ByteOrder order) {
        return ByteBuffer.allocate(longest).order(order);
    }

    /** Cuts what was written to the length that a receiver of some age sends. */
    static ByteBuffer cut(ByteBuffer written, int bytes) {
        return written.position(0).limit(bytes);
    }
}
