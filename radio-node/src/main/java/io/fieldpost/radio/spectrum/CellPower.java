package io.fieldpost.radio.spectrum;

import java.util.Arrays;

/**
 * Sums the bins of a periodogram into grid cells. A bin's power counts as spread evenly over the bin's width, and a cell takes the
 * share of each bin that lies inside it: no power is lost or counted twice, whatever the ratio of cell to bin.
 *
 * <p>What a cell then reads: noise, its density times the resolution, exactly on average, so the resolution is the equivalent noise
 * bandwidth; a carrier in the cell's middle, its level, low by at most 0.01 dB with cells of {@link Window#binsPerCell} bins or more
 * (0.5 dB without a window); a carrier between two cells, its power shared by them, half-way −3.0 dB each with an error of up to 0.3 dB
 * (Hann; 0.4 dB Hamming, less with longer windows, 2 dB without one), while their sum is right. Errors are worst cases over where the
 * carrier lies between bins. Only the offset of a cell from the tuned frequency matters, because that is a multiple of the resolution
 * too.
 */
public final class CellPower {
    private final int size;
    private final double binsPerCell;

    /**
     * @param size of the transform
     * @param sampleRateHz complex samples per second
     * @param resolutionHz width of a cell, at least one bin
     */
    public CellPower(int size, long sampleRateHz, long resolutionHz) {
        this.size = size;
        binsPerCell = (double) resolutionHz * size / sampleRateHz;
        if (binsPerCell < 1) {
            throw new IllegalArgumentException("a cell of " + resolutionHz + " Hz is narrower than a bin of "
                    + (double) sampleRateHz / size + " Hz");
        }
    }

    /**
     * Power in one cell, linear, 1 = a full-scale tone.
     *
     * @param offset of the cell's centre from the tuned frequency, in cells
     */
    public double of(Periodogram periodogram, int offset) {
        double low = (offset - 0.5) * binsPerCell;
        double high = (offset + 0.5) * binsPerCell;
        int first = (int) Math.floor(low + 0.5);
        int last = (int) Math.floor(high + 0.5);
        double sum = bin(periodogram, first) * (first + 0.5 - low);
        for (int k = first + 1; k < last; k++) {
            sum += bin(periodogram, k);
        }
        return sum + bin(periodogram, last) * (high - last + 0.5);
    }

    /**
     * Power in one cell in each of several frames, in the unit of {@code power} times {@code scale}.
     *
     * @param power of bin k in frame f at {@code k * stride + f}
     * @param count how many frames
     * @param into one value per frame
     */
    void ofFrames(float[] power, int stride, int count, int offset, float scale, float[] into) {
        double low = (offset - 0.5) * binsPerCell;
        double high = (offset + 0.5) * binsPerCell;
        int first = (int) Math.floor(low + 0.5);
        int last = (int) Math.floor(high + 0.5);
        float firstShare = scale * (float) (first + 0.5 - low);
        float lastShare = scale * (float) (high - last + 0.5);
        int a = (first & size - 1) * stride;
        int b = (last & size - 1) * stride;
        for (int f = 0; f < count; f++) {
            into[f] = power[a + f] * firstShare + power[b + f] * lastShare;
        }
        for (int k = first + 1; k < last; k++) {
            int at = (k & size - 1) * stride;
            for (int f = 0; f < count; f++) {
                into[f] += power[at + f] * scale;
            }
        }
    }

    /** The shares in which bins make up a cell whose centre is tuned to, from the first to the last. */
    double[] shares() {
        int reach = (int) Math.floor(0.5 * binsPerCell + 0.5);
        double[] shares = new double[2 * reach + 1];
        Arrays.fill(shares, 1);
        shares[0] = 0.5 * binsPerCell - reach + 0.5;
        shares[2 * reach] = shares[0];
        return shares;
    }

    private double bin(Periodogram periodogram, int k) {
        return periodogram.binPower(k & size - 1);
    }
}
