package io.fieldpost.radio.spectrum;

import io.fieldpost.radio.sample.SampleFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Counts values of I/Q that lie at the converter's rails: those that may have been larger. I and Q count on their own. */
public final class Clipping {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_SEVEN = 0x7F7F7F7F7F7F7F7FL;
    private static final long SIGNS = 0x8080808080808080L;

    private Clipping() {}

    /** How many bytes of a range of unsigned 8-bit I/Q are at a rail, 0 or 255. */
    public static long count(byte[] iq, int from, int to) {
        return count(SampleFormat.CU8, iq, from, to);
    }

    /**
     * How many values of a range are at a rail: the smallest and the largest that the format has; of floating point, those of a magnitude of 1
     * or more.
     *
     * @param to end, a whole number of values from {@code from}
     */
    public static long count(SampleFormat format, byte[] data, int from, int to) {
        return switch (format) {
            case CU8 -> bytes(data, from, to, 0);
            case CS8 -> bytes(data, from, to, SIGNS);
            case CS16 -> shorts(data, from, to);
            case CF32 -> floats(data, from, to);
        };
    }

    /** Eight bytes at a time; a byte that is at a rail is all zeros or all ones after {@code flip}. */
    private static long bytes(byte[] data, int from, int to, long flip) {
        long count = 0;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long x = (long) LONG.get(data, at) ^ flip;
            long neighboursDiffer = (x ^ x >>> 1) & LOW_SEVEN;
            count += Long.BYTES - Long.bitCount(neighboursDiffer + LOW_SEVEN & SIGNS);
        }
        for (; at < to; at++) {
            int x = (data[at] ^ (int) flip) & 0xFF;
            count += x == 0 || x == 0xFF ? 1 : 0;
        }
        return count;
    }

    private static long shorts(byte[] data, int from, int to) {
        long count = 0;
        for (int at = from; at < to; at += Short.BYTES) {
            short x = (short) SHORT.get(data, at);
            count += x == Short.MIN_VALUE || x == Short.MAX_VALUE ? 1 : 0;
        }
        return count;
    }

    private static long floats(byte[] data, int from, int to) {
        long count = 0;
        for (int at = from; at < to; at += Float.BYTES) {
            count += Math.abs((float) FLOAT.get(data, at)) >= 1 ? 1 : 0;
        }
        return count;
    }
}
