package io.fieldpost.radio.receiver;

import io.fieldpost.radio.sample.SampleFormat;

/** A run of samples without a hole that the receiver knows of. Reused: not to be read after {@link Receiver#release}. */
public final class SampleBlock {
    /** 3.4 ms at 2.4 MS/s: small beside a settle time, large beside the cost of handing it over. */
    static final int BYTES = 16 * 1024;

    final byte[] iq = new byte[BYTES];
    int length;
    SampleFormat format = SampleFormat.CU8;
    long firstSample;

    SampleBlock() {}

    /** How its samples lie in bytes. */
    public SampleFormat format() {
        return format;
    }

    /** I and Q in turn; {@link #length} bytes count. */
    public byte[] iq() {
        return iq;
    }

    /** Bytes filled, whole samples. */
    public int length() {
        return length;
    }

    /** Index of the first sample, counted from the connection's start over what arrived. */
    public long firstSample() {
        return firstSample;
    }
}
