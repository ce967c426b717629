package io.fieldpost.driver.meters;

import java.util.Arrays;

/**
 * The two envelopes (DL/T 645-1997 and -2007, clause 5; CJ/T 188-2004 and -2018, clause 7):
 *
 * <pre>
 * DL/T 645   68 | A0..A5 | 68 | C | L | data, each byte + 33H | CS | 16
 * CJ/T 188   68 | T A0..A6 | C | L | data | CS | 16
 * </pre>
 *
 * CS is the sum of all bytes from the first 68 to the last of the data, as they stand on the wire, modulo 256. Up to four FEH may come
 * before, to wake the receiver.
 */
enum Framing {
    DLT645(6, true, 0x33),
    CJT188(8, false, 0);

    /** Sent before each request; both standards want up to four from the master. */
    static final byte WAKING = (byte) 0xFE;

    /** DL/T 645-2007, 5.2.5: no more in an answer to a reading. CJ/T 188 stays below it. */
    static final int MOST_DATA = 200;

    private static final byte START = 0x68;
    private static final byte END = 0x16;

    private final int addressLength;
    private final boolean secondStart;
    private final int offset;
    /** Of everything before the data. */
    private final int headLength;

    Framing(int addressLength, boolean secondStart, int offset) {
        this.addressLength = addressLength;
        this.secondStart = secondStart;
        this.offset = offset;
        this.headLength = 1 + addressLength + (secondStart ? 1 : 0) + 2;
    }

    /** What stands at one place among bytes that came. */
    enum Look {
        /** No frame begins here. */
        NOTHING,
        /** A frame may begin here, and its end has not come. */
        HALF,
        /** A frame seems to begin here, and its checksum or its last byte is wrong. */
        DAMAGED,
        WHOLE
    }

    int addressLength() {
        return addressLength;
    }

    /** Bytes of the frame, without anything before it. */
    byte[] encode(MeterFrame frame) {
        byte[] bytes = new byte[headLength + frame.data().length + 2];
        bytes[0] = START;
        System.arraycopy(frame.address(), 0, bytes, 1, addressLength);
        if (secondStart) {
            bytes[1 + addressLength] = START;
        }
        bytes[headLength - 2] = (byte) frame.control();
        bytes[headLength - 1] = (byte) frame.data().length;
        for (int i = 0; i < frame.data().length; i++) {
            bytes[headLength + i] = (byte) (frame.data()[i] + offset);
        }
        bytes[bytes.length - 2] = (byte) sum(bytes, 0, bytes.length - 2);
        bytes[bytes.length - 1] = END;
        return bytes;
    }

    /** What stands at {@code from}, where {@code end} bytes have come. */
    Look look(byte[] bytes, int from, int end) {
        if (bytes[from] != START) {
            return Look.NOTHING;
        }
        int second = from + 1 + addressLength;
        if (secondStart && second < end && bytes[second] != START) {
            return Look.NOTHING;
        }
        if (from + headLength > end) {
            return Look.HALF;
        }
        if (dataLength(bytes, from) > MOST_DATA) {
            return Look.NOTHING;
        }
        int after = from + lengthAt(bytes, from);
        if (after > end) {
            return Look.HALF;
        }
        boolean whole = bytes[after - 1] == END && (byte) sum(bytes, from, after - 2) == bytes[after - 2];
        return whole ? Look.WHOLE : Look.DAMAGED;
    }

    /** Length of the frame whose head stands at {@code from}. */
    int lengthAt(byte[] bytes, int from) {
        return headLength + dataLength(bytes, from) + 2;
    }

    /** The frame at {@code from}, where {@link #look} sees a whole one. */
    MeterFrame decode(byte[] bytes, int from) {
        int first = from + headLength;
        byte[] data = Arrays.copyOfRange(bytes, first, first + dataLength(bytes, from));
        for (int i = 0; i < data.length; i++) {
            data[i] -= (byte) offset;
        }
        byte[] address = Arrays.copyOfRange(bytes, from + 1, from + 1 + addressLength);
        return new MeterFrame(address, bytes[first - 2] & 0xFF, data);
    }

    private int dataLength(byte[] bytes, int from) {
        return bytes[from + headLength - 1] & 0xFF;
    }

    private static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i];
        }
        return sum;
    }
}
