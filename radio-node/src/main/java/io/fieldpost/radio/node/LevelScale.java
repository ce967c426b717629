package io.fieldpost.radio.node;

import io.fieldpost.radio.calibration.Calibrated;
import io.fieldpost.radio.calibration.Calibration;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;

/** What levels mean with the gain and the temperature that the receiver has now. One thread. */
final class LevelScale {
    private final Calibration calibration;
    private final LevelUnit unit;
    private final Surroundings surroundings;

    /** @param unit what levels are told in, where the calibration reaches so far */
    LevelScale(Calibration calibration, LevelUnit unit, Surroundings surroundings) {
        this.calibration = calibration;
        this.unit = unit;
        this.surroundings = surroundings;
    }

    /** The row in the unit wanted, or as it is with the reason why. */
    Calibrated of(SpectrumRow row) {
        return calibration.apply(row, surroundings.gainDb(), surroundings.celsius(), unit);
    }
}
