package io.fieldpost.radio.tool;

import io.fieldpost.radio.spectrum.Periodogram;
import java.io.IOException;

/**
 * Finds where a burst of a few rows begins and ends, finer than a row: one that is there for a part of a row gives it that part of its power.
 *
 * @param startSample where it begins
 * @param stopSample where it ends
 * @param fullFrom first sample of the rows that it fills
 * @param fullTo behind the last of them
 */
record BurstEdges(long startSample, long stopSample, long fullFrom, long fullTo) {
    private static final double FULL = 0.8;

    /** Of rows that are taken as they are: {@code first} up to {@code last}, exclusive. */
    static BurstEdges whole(int first, int last, int rowSamples) {
        long from = (long) first * rowSamples;
        long to = (long) last * rowSamples;
        return new BurstEdges(from, to, from, to);
    }

    /** Finds them by the power in a stretch of bins in each row. */
    static BurstEdges of(SampleReader reader, RowShape shape, BandActivity band, BandActivity.Interval rows)
            throws IOException {
        double[] power = powers(reader, shape, band, rows);
        double most = 0;
        for (double each : power) {
            most = Math.max(most, each);
        }
        int first = 0;
        while (power[first] < FULL * most) {
            first++;
        }
        int last = power.length - 1;
        while (power[last] < FULL * most) {
            last--;
        }
        // One that swells or fades over several rows begins and ends where there is power at all.
        boolean sharpStart = first <= 1;
        boolean sharpStop = last >= power.length - 2;
        first = Math.min(first, 1);
        last = Math.max(last, power.length - 2);
        double before = sharpStart ? part(power, first - 1, most) : first;
        double after = sharpStop ? part(power, last + 1, most) : power.length - 1 - last;
        BurstEdges full = whole(rows.from() + first, rows.from() + last + 1, shape.samples());
        return new BurstEdges(
                full.startSample - Math.round(before * shape.samples()),
                full.stopSample + Math.round(after * shape.samples()),
                full.fullFrom,
                full.fullTo);
    }

    private static double part(double[] power, int row, double full) {
        return row < 0 || row >= power.length ? 0 : Math.min(1, Math.max(0, power[row] / full));
    }

    /** Less the noise, which the band knows. */
    private static double[] powers(SampleReader reader, RowShape shape, BandActivity band, BandActivity.Interval rows)
            throws IOException {
        Periodogram periodogram = shape.periodogram(reader.recorded().format());
        byte[] data = new byte[reader.bytes(shape.samples())];
        double[] bins = new double[shape.size()];
        double[] powers = new double[rows.to() - rows.from()];
        for (int row = 0; row < powers.length; row++) {
            int bytes = reader.bytes(reader.read((rows.from() + (long) row) * shape.samples(), data, shape.samples()));
            periodogram.clear();
            for (int at = 0; at < bytes; ) {
                at = periodogram.accept(data, at, bytes);
            }
            shape.powers(periodogram, bins);
            powers[row] = band.excess(bins);
        }
        return powers;
    }
}
