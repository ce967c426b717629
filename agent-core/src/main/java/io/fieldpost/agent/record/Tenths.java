package io.fieldpost.agent.record;

import io.fieldpost.driver.Value;

/**
 * Series whose values are all whole tenths, as differences of neighbours in a Rice code (R. F. Rice, JPL Publication 79-22, 1979): near
 * to what the noise in a spectrum leaves possible, and what they can grow to is bounded by their own bytes, as it is not with what
 * inflates. Exact: values come back as the floats that they were. {@code docs/reference/store-benchmarks.md} has what else was tried.
 *
 * <p>Bits fill each byte from its lowest. Each {@link #BLOCK} values begin with their parameter <i>k</i> in four bits. The zigzag
 * <i>z</i> of a difference is <i>z</i> / 2^<i>k</i> ones, a zero, and <i>k</i> bits of the rest; or {@link #MOST_ONES} ones and all
 * 17 bits of <i>z</i>.
 */
final class Tenths {
    private static final int BLOCK = 64;
    private static final int PARAMETER_BITS = 4;
    private static final int MOST_ONES = 20;
    /** Differences of 16-bit numbers, as zigzag. */
    private static final int DIFFERENCE_BITS = 17;

    private static final int MOST = Math.round(Value.Series.MOST_IN_TENTHS * 10);
    private static final int NOT_A_NUMBER = Short.MIN_VALUE;
    private static final int MINUS_INFINITY = Short.MIN_VALUE + 1;
    private static final int INFINITY = Short.MAX_VALUE;

    private Tenths() {}

    /** Whether all values can be written here, and come back equal; nothing is gained for none. */
    static boolean fit(float[] values) {
        for (float value : values) {
            if (Math.abs(value) <= Value.Series.MOST_IN_TENTHS) {
                if (Float.floatToRawIntBits(Math.round(value * 10f) / 10f) != Float.floatToRawIntBits(value)) {
                    return false;
                }
            } else if (Float.isFinite(value)) {
                return false;
            }
        }
        return values.length > 0;
    }

    /** Writes values that {@link #fit}. */
    static void write(ByteSink sink, float[] values) {
        sink.varint(values.length);
        BitSink bits = new BitSink(sink);
        int[] block = new int[BLOCK];
        int last = 0;
        for (int from = 0; from < values.length; from += BLOCK) {
            int count = Math.min(BLOCK, values.length - from);
            for (int i = 0; i < count; i++) {
                int tenths = tenths(values[from + i]);
                int difference = tenths - last;
                block[i] = difference << 1 ^ difference >> 31;
                last = tenths;
            }
            writeBlock(bits, block, count);
        }
        bits.fill();
    }

    private static void writeBlock(BitSink bits, int[] block, int count) {
        int k = parameter(block, count);
        bits.put(k, PARAMETER_BITS);
        for (int i = 0; i < count; i++) {
            int ones = block[i] >>> k;
            if (ones < MOST_ONES) {
                bits.put((1 << ones) - 1, ones + 1);
                bits.put(block[i] & (1 << k) - 1, k);
            } else {
                bits.put((1 << MOST_ONES) - 1, MOST_ONES);
                bits.put(block[i], DIFFERENCE_BITS);
            }
        }
    }

    /** The parameter that makes a block shortest. */
    private static int parameter(int[] block, int count) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < 1 << PARAMETER_BITS; k++) {
            int length = 0;
            for (int i = 0; i < count; i++) {
                int ones = block[i] >>> k;
                length += ones < MOST_ONES ? ones + 1 + k : MOST_ONES + DIFFERENCE_BITS;
            }
            if (length < least) {
                least = length;
                best = k;
            }
        }
        return best;
    }

    static float[] read(ByteSource source) throws DamagedBatchException {
        // A value takes a bit or more.
        float[] values = new float[source.bitCount()];
        BitSource bits = new BitSource(source);
        int k = 0;
        int last = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % BLOCK == 0) {
                k = bits.take(PARAMETER_BITS);
            }
            int ones = bits.ones(MOST_ONES);
            int zigzag = ones < MOST_ONES ? ones << k | bits.take(k) : bits.take(DIFFERENCE_BITS);
            last += zigzag >>> 1 ^ -(zigzag & 1);
            if (last != (short) last) {
                throw source.damaged("a tenth beyond 16 bits");
            }
            values[i] = value(last);
        }
        return values;
    }

    private static int tenths(float value) {
        if (Float.isFinite(value)) {
            return Math.round(value * 10f);
        }
        return Float.isNaN(value) ? NOT_A_NUMBER : value > 0 ? INFINITY : MINUS_INFINITY;
    }

    private static float value(int tenths) {
        if (Math.abs(tenths) <= MOST) {
            return tenths / 10f;
        }
        return tenths == NOT_A_NUMBER ? Float.NaN : tenths > 0 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
    }

    /** Bits on their way into bytes. */
    private static final class BitSink {
        private final ByteSink bytes;
        private long held;
        private int count;

        BitSink(ByteSink bytes) {
            this.bytes = bytes;
        }

        /** The lowest {@code size} bits of a number, at most 32. */
        void put(int value, int size) {
            held |= (long) value << count;
            count += size;
            for (; count >= Byte.SIZE; count -= Byte.SIZE) {
                bytes.u8((int) held);
                held >>>= Byte.SIZE;
            }
        }

        /** Zeros up to a whole byte. */
        void fill() {
            if (count > 0) {
                bytes.u8((int) held);
            }
        }
    }

    /** Bits out of bytes, of which it takes no more than it needs. */
    private static final class BitSource {
        private final ByteSource bytes;
        private long held;
        private int count;

        BitSource(ByteSource bytes) {
            this.bytes = bytes;
        }

        int take(int size) throws DamagedBatchException {
            need(size);
            int value = (int) (held & (1L << size) - 1);
            drop(size);
            return value;
        }

        /** How many ones come, and takes them with the zero behind them; {@code most} have none. */
        int ones(int most) throws DamagedBatchException {
            int ones = 0;
            while (ones < most && take(1) == 1) {
                ones++;
            }
            return ones;
        }

        private void need(int size) throws DamagedBatchException {
            for (; count < size; count += Byte.SIZE) {
                held |= (long) bytes.u8() << count;
            }
        }

        private void drop(int size) {
            held >>>= size;
            count -= size;
        }
    }
}
