package io.fieldpost.radio.simulation;

/**
 * A station of {@link CityBand}.
 *
 * @param snrDb its power over that of the noise in its own bandwidth, or in a cell if that is wider
 * @param driftHz how far its frequency moves each second
 * @param keyedSeconds mean of the exponential durations for which it is on and off; 0 for always on
 */
public record CityStation(
        String name, SpectralShape shape, double centerHz, double snrDb, double driftHz, double keyedSeconds) {
    CityStation at(double otherSnrDb) {
        return new CityStation(name, shape, centerHz, otherSnrDb, driftHz, keyedSeconds);
    }
}
