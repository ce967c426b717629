package io.fieldpost.radio.spectrum.fft;

import io.fieldpost.radio.sample.SampleFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The batched kernel with Java's incubating vector module (JEP 414 and later): vectors of as many frames as the processor takes at once, up
 * to sixteen. It exists only where Java was started with {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Three rules keep vectors in registers; a vector that isn't kept there becomes an object, every time:
 * <ul>
 *   <li>No method takes or returns a vector, so butterflies are written out where they are needed. Java's compiler puts the module's own
 *       methods into ours always, but ours only where it has seen many calls: Java 25 left them out of a {@code last2} that ran after the
 *       batched kernel's had run a hundred times as often, and it stayed so (190 kB of garbage a frame at N = 8192, half the speed).
 *   <li>Methods are short: Java 17 gives up when one has about a hundred of these operations (a butterfly of radix 8 made 10 bytes of
 *       garbage a sample and took seven times as long).
 *   <li>Integers don't become floats by conversion, which Java has no instruction for where there is no AVX; see {@link #decode}.
 * </ul>
 *
 * <p>Each operand is loaded once, because the compiler doesn't notice that two loads are the same (half the speed).
 */
final class VectorKernel extends BatchedKernel {
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > FRAMES ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final int LANES = FLOATS.length();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_PAIRS = 16;

    /** Bits of 2²³ as a float, where one is the last place: with a byte in the lowest bits, the byte is added. */
    private static final int UNIT_STEPS = 0x4B000000;

    private static final float MIDDLE = (1 << 23) + 128;

    /** How this kind comes into being: by name, so that nothing else needs the module. */
    static Kind kind() {
        return new Kind() {
            @Override
            public String name() {
                return "vector of " + LANES;
            }

            @Override
            public PowerKernel create(int size, float[] window, SampleFormat format) {
                return new VectorKernel(size, window, format);
            }

            @Override
            public boolean takes(int size) {
                return KIND.takes(size);
            }
        };
    }

    /** I in the lowest byte, Q in the next, and whatever follows them above. */
    private final int[] pairs = new int[MOST_PAIRS * FRAMES];

    private final boolean bytes;
    private final int flip;
    private final float[] scaled;
    private final float[] offset;

    private VectorKernel(int size, float[] window, SampleFormat format) {
        super(size, window, format);
        bytes = format == SampleFormat.CU8 || format == SampleFormat.CS8;
        flip = format == SampleFormat.CS8 ? 0x8080 : 0;
        // An unsigned b is (b − 128 + ½) / 127.5 of full scale, a signed one b / 128.
        float fullScale = format == SampleFormat.CU8 ? 127.5f : 128;
        scaled = new float[size];
        offset = new float[size];
        for (int n = 0; n < size; n++) {
            scaled[n] = window[n] / fullScale;
            offset[n] = format == SampleFormat.CU8 ? scaled[n] / 2 : 0;
        }
    }

    @Override
    void load(byte[] data, int from, int stepBytes, int count, int row, int tile) {
        if (!bytes) {
            super.load(data, from, stepBytes, count, row, tile);
            return;
        }
        gather(data, from + 2 * row, stepBytes, count, tile);
        decode(rows, pairs, row, tile);
    }

    /** Four samples at a time, each to the row of its place in the frame. */
    private void gather(byte[] data, int from, int stepBytes, int count, int tile) {
        for (int f = 0; f < count; f++) {
            int at = from + f * stepBytes;
            for (int to = f; to < tile * FRAMES; to += 4 * FRAMES, at += 8) {
                long four = (long) LONG.get(data, at);
                pairs[to] = (int) four;
                pairs[to + FRAMES] = (int) (four >>> 16);
                pairs[to + 2 * FRAMES] = (int) (four >>> 32);
                pairs[to + 3 * FRAMES] = (int) (four >>> 48);
            }
        }
    }

    /** Bytes become floats by their bits; without AVX a conversion made 100 bytes of garbage a sample. */
    private void decode(float[] x, int[] from, int row, int tile) {
        for (int i = 0; i < tile; i++) {
            float w = scaled[row + i];
            float o = offset[row + i];
            for (int f = 0; f < FRAMES; f += LANES) {
                IntVector pair = IntVector.fromArray(INTS, from, i * FRAMES + f).lanewise(VectorOperators.XOR, flip);
                FloatVector re = pair.and(0xFF).or(UNIT_STEPS).reinterpretAsFloats();
                IntVector high = pair.lanewise(VectorOperators.LSHR, 8);
                FloatVector im = high.and(0xFF).or(UNIT_STEPS).reinterpretAsFloats();
                int at = (row + i) * ROW + f;
                re.sub(MIDDLE).mul(w).add(o).intoArray(x, at);
                im.sub(MIDDLE).mul(w).add(o).intoArray(x, at + FRAMES);
            }
        }
    }

    @Override
    void radix4(float[] x, float[] w, int fromP, int toP, int base, int quarter) {
        int d = quarter * ROW;
        for (int p = fromP; p < toP; p++) {
            int t = 6 * p;
            int row = (base + p - fromP) * ROW;
            for (int a = row; a < row + FRAMES; a += LANES) {
                int b = a + d;
                int c = b + d;
                int e = c + d;
                FloatVector ar = FloatVector.fromArray(FLOATS, x, a);
                FloatVector ai = FloatVector.fromArray(FLOATS, x, a + FRAMES);
                FloatVector cr = FloatVector.fromArray(FLOATS, x, c);
                FloatVector ci = FloatVector.fromArray(FLOATS, x, c + FRAMES);
                FloatVector sumAcR = ar.add(cr);
                FloatVector sumAcI = ai.add(ci);
                FloatVector difAcR = ar.sub(cr);
                FloatVector difAcI = ai.sub(ci);
                FloatVector br = FloatVector.fromArray(FLOATS, x, b);
                FloatVector bi = FloatVector.fromArray(FLOATS, x, b + FRAMES);
                FloatVector er = FloatVector.fromArray(FLOATS, x, e);
                FloatVector ei = FloatVector.fromArray(FLOATS, x, e + FRAMES);
                FloatVector sumBdR = br.add(er);
                FloatVector sumBdI = bi.add(ei);
                FloatVector difBdR = br.sub(er);
                FloatVector difBdI = bi.sub(ei);
                sumAcR.add(sumBdR).intoArray(x, a);
                sumAcI.add(sumBdI).intoArray(x, a + FRAMES);
                FloatVector re = difAcR.add(difBdI);
                FloatVector im = difAcI.sub(difBdR);
                re.mul(w[t]).sub(im.mul(w[t + 1])).intoArray(x, b);
                re.mul(w[t + 1]).add(im.mul(w[t])).intoArray(x, b + FRAMES);
                re = sumAcR.sub(sumBdR);
                im = sumAcI.sub(sumBdI);
                re.mul(w[t + 2]).sub(im.mul(w[t + 3])).intoArray(x, c);
                re.mul(w[t + 3]).add(im.mul(w[t + 2])).intoArray(x, c + FRAMES);
                re = difAcR.sub(difBdI);
                im = difAcI.add(difBdR);
                re.mul(w[t + 4]).sub(im.mul(w[t + 5])).intoArray(x, e);
                re.mul(w[t + 5]).add(im.mul(w[t + 4])).intoArray(x, e + FRAMES);
            }
        }
    }

    @Override
    void last4(float[] x, int[] to, int fromRow, int toRow, float[] power) {
        for (int row = fromRow; row < toRow; row += 4) {
            for (int f = 0; f < FRAMES; f += LANES) {
                int a = row * ROW + f;
                int b = a + ROW;
                int c = b + ROW;
                int e = c + ROW;
                FloatVector ar = FloatVector.fromArray(FLOATS, x, a);
                FloatVector ai = FloatVector.fromArray(FLOATS, x, a + FRAMES);
                FloatVector cr = FloatVector.fromArray(FLOATS, x, c);
                FloatVector ci = FloatVector.fromArray(FLOATS, x, c + FRAMES);
                FloatVector sumAcR = ar.add(cr);
                FloatVector sumAcI = ai.add(ci);
                FloatVector difAcR = ar.sub(cr);
                FloatVector difAcI = ai.sub(ci);
                FloatVector br = FloatVector.fromArray(FLOATS, x, b);
                FloatVector bi = FloatVector.fromArray(FLOATS, x, b + FRAMES);
                FloatVector er = FloatVector.fromArray(FLOATS, x, e);
                FloatVector ei = FloatVector.fromArray(FLOATS, x, e + FRAMES);
                FloatVector sumBdR = br.add(er);
                FloatVector sumBdI = bi.add(ei);
                FloatVector difBdR = br.sub(er);
                FloatVector difBdI = bi.sub(ei);
                int at = to[row] + f;
                FloatVector re = sumAcR.add(sumBdR);
                FloatVector im = sumAcI.add(sumBdI);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
                at = to[row + 1] + f;
                re = difAcR.add(difBdI);
                im = difAcI.sub(difBdR);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
                at = to[row + 2] + f;
                re = sumAcR.sub(sumBdR);
                im = sumAcI.sub(sumBdI);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
                at = to[row + 3] + f;
                re = difAcR.sub(difBdI);
                im = difAcI.add(difBdR);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
            }
        }
    }

    @Override
    void last2(float[] x, int[] to, int fromRow, int toRow, float[] power) {
        for (int row = fromRow; row < toRow; row += 2) {
            for (int f = 0; f < FRAMES; f += LANES) {
                int a = row * ROW + f;
                int b = a + ROW;
                FloatVector ar = FloatVector.fromArray(FLOATS, x, a);
                FloatVector ai = FloatVector.fromArray(FLOATS, x, a + FRAMES);
                FloatVector br = FloatVector.fromArray(FLOATS, x, b);
                FloatVector bi = FloatVector.fromArray(FLOATS, x, b + FRAMES);
                int at = to[row] + f;
                FloatVector re = ar.add(br);
                FloatVector im = ai.add(bi);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
                at = to[row + 1] + f;
                re = ar.sub(br);
                im = ai.sub(bi);
                re.mul(re)
                        .add(im.mul(im))
                        .add(FloatVector.fromArray(FLOATS, power, at))
                        .intoArray(power, at);
            }
        }
    }
}
