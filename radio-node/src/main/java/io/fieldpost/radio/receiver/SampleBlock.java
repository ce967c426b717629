package io.fieldpost.radio.receiver;

/** A run of 8-bit I/Q without a hole that the receiver knows of. Reused: not to be read after {@link Receiver#release}. */
public final class SampleBlock {
    /** 3.4 ms at 2.4 MS/s: small beside a settle time, large beside the cost of handing it over. */
    static final int BYTES = 16 * 1024;

    final byte[] iq = new byte[BYTES];
    int length;
    long firstSample;

    SampleBlock() {}

    /** I and Q in turn, zero at 127.5; {@link #length} of them count. */
    public byte[] iq() {
        return iq;
    }

    /** Bytes filled, an even number. */
    public int length() {
        return length;
    }

    /** Index of the first sample, counted from the connection's start over what arrived. */
    public long firstSample() {
        return firstSample;
    }
}
