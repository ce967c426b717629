package io.fieldpost.radio.spectrum.fft;

import io.fieldpost.radio.sample.SampleFormat;

/**
 * Sixteen frames side by side: a row holds sample n of all of them, sixteen real parts and then sixteen imaginary ones, so that one
 * butterfly is done on sixteen frames with the same factors, and its operands are neighbours.
 *
 * <p>Decimation in frequency, in place, in radix 4 and a last pass of radix 2 where log₂N is odd (W. M. Gentleman and G. Sande, "Fast Fourier
 * transforms for fun and profit", AFIPS 1966). Four rules keep it inside the caches, which is where the time goes:
 * <ul>
 *   <li>The first pass takes its rows from the bytes a few at a time, just before it needs them.
 *   <li>After a pass each quarter is a transform of its own and is finished before the next one is begun, so all but the first passes work on
 *       16 kB or less.
 *   <li>The last pass gives |X|² and not X, and adds it in the order of bins: a row of results goes to where it belongs, and no pass is
 *       needed for that.
 *   <li>Real and imaginary parts of a row are neighbours: arrays of their own would lie a multiple of 4096 bytes apart, where a cache
 *       keeps eight lines.
 * </ul>
 *
 * <p>This form is plain Java, and a quarter faster than the scalar one. It is written so that a kernel with vector
 * instructions replaces four methods; Java 17 doesn't make them of these loops by itself, nor of longer ones over rows that are objects.
 */
class BatchedKernel implements PowerKernel {
    static final int FRAMES = 16;
    static final int ROW = 2 * FRAMES;
    static final int SMALLEST = 64;

    /** 4 MB of rows and 2 MB of results; a larger transform is for the scalar form. */
    static final int LARGEST = 1 << 15;

    static final Kind KIND = new Kind() {
        @Override
        public String name() {
            return "batched";
        }

        @Override
        public PowerKernel create(int size, float[] window, SampleFormat format) {
            return new BatchedKernel(size, window, format);
        }

        @Override
        public boolean takes(int size) {
            return size >= SMALLEST && size <= LARGEST;
        }
    };

    private static final int TILE = 16;

    final SampleFormat format;
    final float[] window;
    final float[] rows;
    private final int size;
    private final int levels;
    private final boolean endsInTwo;
    private final float[][] twiddles;

    /** Where each row's result goes: its first index in the powers. */
    private final int[] places;

    private final float[] tileRe = new float[TILE];
    private final float[] tileIm = new float[TILE];

    BatchedKernel(int size, float[] window, SampleFormat format) {
        this.size = size;
        this.window = window.clone();
        this.format = format;
        int log2 = Integer.numberOfTrailingZeros(size);
        endsInTwo = log2 % 2 == 1;
        levels = (log2 + 1) / 2;
        twiddles = new float[levels - 1][];
        for (int level = 0; level < twiddles.length; level++) {
            twiddles[level] = twiddles(size >> 2 * level);
        }
        places = new int[size];
        place(0, 0, size, 0, FRAMES);
        rows = new float[size * ROW];
    }

    /** For each p of a quarter: cos and sin of −2π kp / length for k = 1, 2 and 3. */
    private static float[] twiddles(int length) {
        float[] table = new float[6 * length / 4];
        for (int i = 0; i < table.length; i += 2) {
            double angle = -2 * Math.PI * (i / 6) * (i / 2 % 3 + 1) / length;
            table[i] = (float) Math.cos(angle);
            table[i + 1] = (float) Math.sin(angle);
        }
        return table;
    }

    /** Part k of a block that was split into r holds every r-th of the block's bins, beginning with its k-th. */
    private void place(int level, int base, int length, int first, int step) {
        if (length == 1) {
            places[base] = first;
            return;
        }
        int parts = endsInTwo && level == levels - 1 ? 2 : 4;
        int part = length / parts;
        for (int k = 0; k < parts; k++) {
            place(level + 1, base + k * part, part, first + k * step, step * parts);
        }
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int frames() {
        return FRAMES;
    }

    @Override
    public final void addPowers(byte[] data, int from, int stepBytes, int count, float[] power) {
        int quarter = size / 4;
        int tile = Math.min(TILE, quarter);
        for (int p = 0; p < quarter; p += tile) {
            for (int row = p; row < size; row += quarter) {
                load(data, from, stepBytes, count, row, tile);
                if (count < FRAMES) {
                    silence(count, row, tile);
                }
            }
            radix4(rows, twiddles[0], p, p + tile, p, quarter);
        }
        for (int base = 0; base < size; base += quarter) {
            finish(1, base, quarter, power);
        }
    }

    private void silence(int count, int row, int tile) {
        for (int at = row * ROW; at < (row + tile) * ROW; at += FRAMES) {
            for (int f = count; f < FRAMES; f++) {
                rows[at + f] = 0;
            }
        }
    }

    private void finish(int level, int base, int length, float[] power) {
        int quarter = length / 4;
        radix4(rows, twiddles[level], 0, quarter, base, quarter);
        if (level < levels - 2) {
            for (int part = base; part < base + length; part += quarter) {
                finish(level + 1, part, quarter, power);
            }
        } else if (endsInTwo) {
            last2(rows, places, base, base + length, power);
        } else {
            last4(rows, places, base, base + length, power);
        }
    }

    /** Decodes samples {@code row} to {@code row + tile} of {@code count} frames or more into their rows, times the window. */
    void load(byte[] data, int from, int stepBytes, int count, int row, int tile) {
        int first = from + row * format.bytesPerSample();
        for (int f = 0; f < count; f++) {
            format.decode(data, first + f * stepBytes, tile, tileRe, tileIm, 0);
            for (int i = 0; i < tile; i++) {
                int at = (row + i) * ROW + f;
                rows[at] = tileRe[i] * window[row + i];
                rows[at + FRAMES] = tileIm[i] * window[row + i];
            }
        }
    }

    /** Butterflies of rows {@code base}, {@code base + quarter} and so on, and of as many further ones as there are p, times their factors. */
    void radix4(float[] x, float[] w, int fromP, int toP, int base, int quarter) {
        int d = quarter * ROW;
        for (int p = fromP; p < toP; p++) {
            int t = 6 * p;
            int row = (base + p - fromP) * ROW;
            for (int a = row; a < row + FRAMES; a++) {
                int b = a + d;
                int c = b + d;
                int e = c + d;
                float sumAcR = x[a] + x[c];
                float sumAcI = x[a + FRAMES] + x[c + FRAMES];
                float difAcR = x[a] - x[c];
                float difAcI = x[a + FRAMES] - x[c + FRAMES];
                float sumBdR = x[b] + x[e];
                float sumBdI = x[b + FRAMES] + x[e + FRAMES];
                float difBdR = x[b] - x[e];
                float difBdI = x[b + FRAMES] - x[e + FRAMES];
                x[a] = sumAcR + sumBdR;
                x[a + FRAMES] = sumAcI + sumBdI;
                store(x, b, difAcR + difBdI, difAcI - difBdR, w[t], w[t + 1]);
                store(x, c, sumAcR - sumBdR, sumAcI - sumBdI, w[t + 2], w[t + 3]);
                store(x, e, difAcR - difBdI, difAcI + difBdR, w[t + 4], w[t + 5]);
            }
        }
    }

    private static void store(float[] x, int at, float re, float im, float cos, float sin) {
        x[at] = re * cos - im * sin;
        x[at + FRAMES] = re * sin + im * cos;
    }

    /** Butterflies of four neighbouring rows, to powers. */
    void last4(float[] x, int[] to, int fromRow, int toRow, float[] power) {
        for (int row = fromRow; row < toRow; row += 4) {
            for (int f = 0; f < FRAMES; f++) {
                int a = row * ROW + f;
                int b = a + ROW;
                int c = b + ROW;
                int e = c + ROW;
                float sumAcR = x[a] + x[c];
                float sumAcI = x[a + FRAMES] + x[c + FRAMES];
                float difAcR = x[a] - x[c];
                float difAcI = x[a + FRAMES] - x[c + FRAMES];
                float sumBdR = x[b] + x[e];
                float sumBdI = x[b + FRAMES] + x[e + FRAMES];
                float difBdR = x[b] - x[e];
                float difBdI = x[b + FRAMES] - x[e + FRAMES];
                add(power, to[row] + f, sumAcR + sumBdR, sumAcI + sumBdI);
                add(power, to[row + 1] + f, difAcR + difBdI, difAcI - difBdR);
                add(power, to[row + 2] + f, sumAcR - sumBdR, sumAcI - sumBdI);
                add(power, to[row + 3] + f, difAcR - difBdI, difAcI + difBdR);
            }
        }
    }

    /** Butterflies of two neighbouring rows, to powers. */
    void last2(float[] x, int[] to, int fromRow, int toRow, float[] power) {
        for (int row = fromRow; row < toRow; row += 2) {
            for (int f = 0; f < FRAMES; f++) {
                int a = row * ROW + f;
                int b = a + ROW;
                add(power, to[row] + f, x[a] + x[b], x[a + FRAMES] + x[b + FRAMES]);
                add(power, to[row + 1] + f, x[a] - x[b], x[a + FRAMES] - x[b + FRAMES]);
            }
        }
    }

    private static void add(float[] power, int at, float re, float im) {
        power[at] += re * re + im * im;
    }
}
