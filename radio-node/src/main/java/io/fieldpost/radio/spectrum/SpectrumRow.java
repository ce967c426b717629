package io.fieldpost.radio.spectrum;

import java.time.Instant;

/**
 * One look at a stretch of spectrum, whoever made it: a scan of ours, or a receiver that measures by itself. What detection, measurement
 * and occupancy work on.
 *
 * @param startHz centre of the first cell
 * @param stepHz distance of neighbours and width of each cell
 * @param levelDb power in each cell; not-a-number where nothing was measured; not to be changed
 * @param unit what {@code levelDb} is relative to
 * @param looks how many independent spectra the mean power of a cell stands for (the shape of its Gamma distribution in noise); 1 for a
 *     single transform
 * @param time when it was complete
 * @param suspect why it must not count for occupancy or as proof of absence, such as {@code overload} or {@code drop}; empty when nothing
 *     speaks against it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying traces would cost more than it saves
public record SpectrumRow(
        double startHz, double stepHz, float[] levelDb, LevelUnit unit, double looks, Instant time, String suspect) {
    /** The text for {@code suspect} of what speaks against a row. */
    public static String suspicion(boolean overloaded, boolean dropped) {
        return (overloaded ? "overload" : "") + (overloaded && dropped ? ", " : "") + (dropped ? "drop" : "");
    }

    /** The same row, in which something was lost. */
    public SpectrumRow dropped() {
        return new SpectrumRow(
                startHz, stepHz, levelDb, unit, looks, time, suspicion(suspect.startsWith("overload"), true));
    }

    /** How many cells there are. */
    public int cells() {
        return levelDb.length;
    }

    /** Centre of a cell. */
    public double frequencyHz(int cell) {
        return startHz + cell * stepHz;
    }

    /** The cell that holds a frequency; may lie outside the row. */
    public int cellOf(double frequencyHz) {
        return (int) Math.round((frequencyHz - startHz) / stepHz);
    }
}
