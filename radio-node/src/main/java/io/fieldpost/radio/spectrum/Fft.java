package io.fieldpost.radio.spectrum;

/**
 * Complex fast Fourier transform of a power of two, single precision, real and imaginary parts in arrays of their own.
 *
 * <p>Stockham's self-sorting form in radix 4, with one pass of radix 2 where log₂N is odd (C. Van Loan, "Computational Frameworks for
 * the Fast Fourier Transform", SIAM 1992, 1.7 and 2.4). Its inner loops run over neighbouring elements of four plain arrays, which
 * the compiler can turn into vector instructions. Twiddles are computed once, in double precision; a transform allocates nothing.
 * This plain form is the definition of correct for any faster one.
 *
 * <p>X[k] = Σ x[n] exp(−2πi kn/N), not scaled. One thread at a time.
 */
public final class Fft {
    private final int size;
    private final Radix4[] passes;
    private final float[] scratchRe;
    private final float[] scratchIm;

    /**
     * @param size a power of two from 4 to 2²⁰; others are not supported, because grid cells are summed from bins of any width
     */
    public Fft(int size) {
        if (size < 4 || size > 1 << 20 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("transform size is not a power of two from 4 to 1048576: " + size);
        }
        this.size = size;
        scratchRe = new float[size];
        scratchIm = new float[size];
        passes = new Radix4[Integer.numberOfTrailingZeros(size) / 2];
        for (int i = 0, length = size; i < passes.length; i++, length /= 4) {
            passes[i] = new Radix4(length, size / length);
        }
    }

    public int size() {
        return size;
    }

    /** Transforms both arrays in place; each has {@link #size} elements. */
    public void transform(float[] re, float[] im) {
        float[] fromRe = re;
        float[] fromIm = im;
        float[] toRe = scratchRe;
        float[] toIm = scratchIm;
        for (Radix4 pass : passes) {
            pass.run(fromRe, fromIm, toRe, toIm);
            float[] swapRe = fromRe;
            float[] swapIm = fromIm;
            fromRe = toRe;
            fromIm = toIm;
            toRe = swapRe;
            toIm = swapIm;
        }
        if (Integer.numberOfTrailingZeros(size) % 2 == 1) {
            radix2(fromRe, fromIm, toRe, toIm);
            fromRe = toRe;
            fromIm = toIm;
        }
        if (fromRe != re) {
            System.arraycopy(fromRe, 0, re, 0, size);
            System.arraycopy(fromIm, 0, im, 0, size);
        }
    }

    /** The last pass has a single twiddle, which is 1. */
    private void radix2(float[] xr, float[] xi, float[] yr, float[] yi) {
        int half = size / 2;
        for (int q = 0; q < half; q++) {
            float ar = xr[q];
            float ai = xi[q];
            float br = xr[q + half];
            float bi = xi[q + half];
            yr[q] = ar + br;
            yi[q] = ai + bi;
            yr[q + half] = ar - br;
            yi[q + half] = ai - bi;
        }
    }

    /** One pass: {@code stride} interleaved transforms of {@code length}, each split into four of a quarter. */
    private static final class Radix4 {
        private final int quarter;
        private final int stride;
        private final float[] w1r;
        private final float[] w1i;
        private final float[] w2r;
        private final float[] w2i;
        private final float[] w3r;
        private final float[] w3i;

        Radix4(int length, int stride) {
            quarter = length / 4;
            this.stride = stride;
            w1r = twiddles(1, length, 0);
            w1i = twiddles(1, length, Math.PI / 2);
            w2r = twiddles(2, length, 0);
            w2i = twiddles(2, length, Math.PI / 2);
            w3r = twiddles(3, length, 0);
            w3i = twiddles(3, length, Math.PI / 2);
        }

        /** cos(−2π k p / length − shift): with a shift of π/2, the sine of the same angle. */
        private float[] twiddles(int k, int length, double shift) {
            float[] table = new float[quarter];
            for (int p = 0; p < quarter; p++) {
                table[p] = (float) Math.cos(-2 * Math.PI * k * p / length - shift);
            }
            return table;
        }

        void run(float[] xr, float[] xi, float[] yr, float[] yi) {
            if (stride == 1) {
                first(xr, xi, yr, yi);
                return;
            }
            for (int p = 0; p < quarter; p++) {
                butterflies(p, xr, xi, yr, yi);
            }
        }

        /** The pass of stride 1, whose neighbours differ in p and not in q. */
        private void first(float[] xr, float[] xi, float[] yr, float[] yi) {
            int m = quarter;
            for (int p = 0; p < m; p++) {
                float sumAcR = xr[p] + xr[p + 2 * m];
                float sumAcI = xi[p] + xi[p + 2 * m];
                float difAcR = xr[p] - xr[p + 2 * m];
                float difAcI = xi[p] - xi[p + 2 * m];
                float sumBdR = xr[p + m] + xr[p + 3 * m];
                float sumBdI = xi[p + m] + xi[p + 3 * m];
                float difBdR = xr[p + m] - xr[p + 3 * m];
                float difBdI = xi[p + m] - xi[p + 3 * m];
                int out = 4 * p;
                yr[out] = sumAcR + sumBdR;
                yi[out] = sumAcI + sumBdI;
                yr[out + 1] = w1r[p] * (difAcR + difBdI) - w1i[p] * (difAcI - difBdR);
                yi[out + 1] = w1r[p] * (difAcI - difBdR) + w1i[p] * (difAcR + difBdI);
                yr[out + 2] = w2r[p] * (sumAcR - sumBdR) - w2i[p] * (sumAcI - sumBdI);
                yi[out + 2] = w2r[p] * (sumAcI - sumBdI) + w2i[p] * (sumAcR - sumBdR);
                yr[out + 3] = w3r[p] * (difAcR - difBdI) - w3i[p] * (difAcI + difBdR);
                yi[out + 3] = w3r[p] * (difAcI + difBdR) + w3i[p] * (difAcR - difBdI);
            }
        }

        private void butterflies(int p, float[] xr, float[] xi, float[] yr, float[] yi) {
            float c1 = w1r[p];
            float s1 = w1i[p];
            float c2 = w2r[p];
            float s2 = w2i[p];
            float c3 = w3r[p];
            float s3 = w3i[p];
            int s = stride;
            int a = s * p;
            int b = a + s * quarter;
            int c = b + s * quarter;
            int d = c + s * quarter;
            int out = 4 * s * p;
            for (int q = 0; q < s; q++) {
                float sumAcR = xr[a + q] + xr[c + q];
                float sumAcI = xi[a + q] + xi[c + q];
                float difAcR = xr[a + q] - xr[c + q];
                float difAcI = xi[a + q] - xi[c + q];
                float sumBdR = xr[b + q] + xr[d + q];
                float sumBdI = xi[b + q] + xi[d + q];
                float difBdR = xr[b + q] - xr[d + q];
                float difBdI = xi[b + q] - xi[d + q];
                yr[out + q] = sumAcR + sumBdR;
                yi[out + q] = sumAcI + sumBdI;
                yr[out + s + q] = c1 * (difAcR + difBdI) - s1 * (difAcI - difBdR);
                yi[out + s + q] = c1 * (difAcI - difBdR) + s1 * (difAcR + difBdI);
                yr[out + 2 * s + q] = c2 * (sumAcR - sumBdR) - s2 * (sumAcI - sumBdI);
                yi[out + 2 * s + q] = c2 * (sumAcI - sumBdI) + s2 * (sumAcR - sumBdR);
                yr[out + 3 * s + q] = c3 * (difAcR - difBdI) - s3 * (difAcI + difBdR);
                yi[out + 3 * s + q] = c3 * (difAcI + difBdR) + s3 * (difAcR - difBdI);
            }
        }
    }
}
