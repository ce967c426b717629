package io.fieldpost.radio.settings;

import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.measure.NoiseMethod;
import io.fieldpost.radio.measure.NoiseTracker;

/** How the noise floor of a band is found in each of its rows, before it is followed slowly over them. */
public enum NoiseRule {
    /** Forward consecutive mean excision; right while up to about 85 % of the cells are occupied. */
    FCME(new NoiseMethod.Fcme(1e-3)),
    /** The median of the cells; steady, and high in a band that is more than a tenth full. */
    MEDIAN(new NoiseMethod.Median()),
    /** The lowest 20 % of the cells, the "80 % method" of Recommendation ITU-R SM.1753. */
    LOWEST_20(new NoiseMethod.LowestShare(0.2));

    private final NoiseMethod method;

    NoiseRule(NoiseMethod method) {
        this.method = method;
    }

    /** A floor that is found so and followed slowly. */
    public NoiseTracker tracker() {
        return new NoiseTracker(new NoiseFloor(method, NoiseFloor.FEWEST_CELLS), NoiseTracker.DEFAULT_ROWS);
    }
}
