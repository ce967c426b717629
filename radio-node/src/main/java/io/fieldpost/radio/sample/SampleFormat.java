package io.fieldpost.radio.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How complex samples lie in bytes: I and Q in turn, little-endian, never packed. Names and meanings are those of SigMF's {@code
 * core:datatype} (SigMF 1.2.5); full scale is an amplitude of 1, so 0 dBFS is a complex tone that just reaches the rails.
 */
public enum SampleFormat {
    /** Unsigned 8 bits, as an RTL2832U gives them: (b − 127.5) / 127.5. */
    CU8("cu8", 1),
    /** Signed 8 bits, as a HackRF gives them: b / 128. */
    CS8("ci8", 1),
    /** Signed 16 bits: b / 32768. */
    CS16("ci16_le", 2),
    /** IEEE 754 binary32, as it is. */
    CF32("cf32_le", 4);

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final String sigmf;
    private final int bytesPerPart;

    SampleFormat(String sigmf, int bytesPerPart) {
        this.sigmf = sigmf;
        this.bytesPerPart = bytesPerPart;
    }

    /** The name in SigMF's {@code core:datatype}. */
    public String sigmf() {
        return sigmf;
    }

    /** Bytes of one complex sample. */
    public int bytesPerSample() {
        return 2 * bytesPerPart;
    }

    /**
     * Turns bytes into numbers.
     *
     * @param data the bytes
     * @param from index of the first sample's first byte
     * @param samples how many complex samples
     * @param re where real parts go, from {@code at} on
     * @param im where imaginary parts go, from {@code at} on
     */
    public void decode(byte[] data, int from, int samples, float[] re, float[] im, int at) {
        switch (this) {
            case CU8 -> {
                for (int i = 0; i < samples; i++) {
                    re[at + i] = ((data[from + 2 * i] & 0xFF) - 127.5f) * (1 / 127.5f);
                    im[at + i] = ((data[from + 2 * i + 1] & 0xFF) - 127.5f) * (1 / 127.5f);
                }
            }
            case CS8 -> {
                for (int i = 0; i < samples; i++) {
                    re[at + i] = data[from + 2 * i] * (1 / 128f);
                    im[at + i] = data[from + 2 * i + 1] * (1 / 128f);
                }
            }
            case CS16 -> {
                for (int i = 0; i < samples; i++) {
                    re[at + i] = (short) SHORT.get(data, from + 4 * i) * (1 / 32768f);
                    im[at + i] = (short) SHORT.get(data, from + 4 * i + 2) * (1 / 32768f);
                }
            }
            case CF32 -> {
                for (int i = 0; i < samples; i++) {
                    re[at + i] = (float) FLOAT.get(data, from + 8 * i);
                    im[at + i] = (float) FLOAT.get(data, from + 8 * i + 4);
                }
            }
        }
    }
}
