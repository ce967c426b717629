package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.SpectrumRow;

/** Where the noise floor of a row comes from. May remember earlier rows of the same grid. */
@FunctionalInterface
public interface NoiseEstimate {
    /**
     * Writes the mean power of the noise in each cell.
     *
     * @param noiseDb one value a cell of the row, in the row's unit; not-a-number where nothing is known
     */
    void estimate(SpectrumRow row, float[] noiseDb);
}
