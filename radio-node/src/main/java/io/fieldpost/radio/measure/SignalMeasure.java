package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.LevelUnit;

/**
 * What one signal in one row measures.
 *
 * @param levelDb power of the signal, noise taken away; a field strength when {@code unit} is one
 * @param unit what levels are relative to
 * @param centerHz middle of the power: centroid of noise-subtracted cells, or of a carrier too narrow for the cells the place of its peak
 * @param offsetHz {@code centerHz} less the nominal frequency; not-a-number without one
 * @param peakHz place of the highest cell, refined by a parabola through three levels in dB
 * @param peakDb level of the highest cell, noise included
 * @param lowHz lower edge of the occupied bandwidth
 * @param highHz its upper edge
 * @param occupiedHz occupied bandwidth, corrected for the width of a cell
 * @param width26Hz 26-dB bandwidth, not corrected; not-a-number when the signal stands out by less
 * @param width6Hz 6-dB bandwidth, not corrected; not-a-number when the signal stands out by less
 * @param snrDb signal over noise, both within the occupied bandwidth; not-a-number when the noise is
 * @param noiseDb noise within the occupied bandwidth
 * @param resolution how far bandwidths can be trusted
 */
public record SignalMeasure(
        double levelDb,
        LevelUnit unit,
        double centerHz,
        double offsetHz,
        double peakHz,
        double peakDb,
        double lowHz,
        double highHz,
        double occupiedHz,
        double width26Hz,
        double width6Hz,
        double snrDb,
        double noiseDb,
        Resolution resolution) {
    /** What a cell's width does to a bandwidth. */
    public enum Resolution {
        /** A cell is at most 3 % of the occupied bandwidth: nothing to correct. */
        FINE,
        /** A cell is 3 % to 7 % of it: the occupied bandwidth is corrected, x-dB bandwidths may read high by two cells. */
        CORRECTED,
        /** A cell is more than 7 % of it: bandwidths are upper limits. */
        COARSE
    }
}
