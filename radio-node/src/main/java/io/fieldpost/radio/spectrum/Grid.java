package io.fieldpost.radio.spectrum;

/**
 * The cells of one scan on the absolute frequency grid: their centres are whole multiples of the resolution, counted from 0 Hz, so
 * traces of all nodes with the same resolution line up without interpolation. Cell i reaches half a resolution to each side.
 *
 * @param firstCell centre of the first cell, in resolutions
 * @param cells how many cells there are
 * @param resolutionHz distance of neighbours and width of each
 */
public record Grid(long firstCell, int cells, long resolutionHz) {
    /** All cells whose centres lie in a range, its edges included. */
    public static Grid of(long startHz, long stopHz, long resolutionHz) {
        long first = -Math.floorDiv(-startHz, resolutionHz);
        long last = Math.floorDiv(stopHz, resolutionHz);
        return new Grid(first, Math.toIntExact(last - first + 1), resolutionHz);
    }

    /** Centre of the first cell. */
    public long startHz() {
        return firstCell * resolutionHz;
    }
}
