package io.fieldpost.radio.receiver;

/** Blocks for tests of what takes them. */
public final class Blocks {
    private Blocks() {}

    /** A block of 8-bit I/Q, as a receiver would hand it over. */
    public static SampleBlock of(byte[] iq, long firstSample) {
        SampleBlock block = new SampleBlock();
        System.arraycopy(iq, 0, block.iq, 0, iq.length);
        block.length = iq.length;
        block.firstSample = firstSample;
        return block;
    }
}
