package io.fieldpost.radio.occupancy;

/**
 * When a channel counts as occupied in one look: its strongest cell lies above the noise by a margin or above a fixed level (ITU-R
 * SM.1880-2, 4.3; Report SM.2256-1, 4.4).
 */
public sealed interface ThresholdRule {
    /**
     * Above the noise floor, whatever it is.
     *
     * @param db SM.1880 names 3 to 5 dB for one cell a channel; at fewer looks or many cells a channel noise reaches that by itself: see
     *     {@link OccupancyMeter}
     */
    record AboveNoise(double db) implements ThresholdRule {
        /** For a resolution finer than the channel: the distance that the whole channel would have, less 10 log(cells), but at least 3 dB. */
        public static AboveNoise spread(double db, double channelHz, double cellHz) {
            return new AboveNoise(Math.max(3, db - 10 * Math.log10(Math.max(1, channelHz / cellHz))));
        }
    }

    /**
     * A fixed level, for what is protected from a certain strength on.
     *
     * @param db in the unit of the rows
     */
    record Level(double db) implements ThresholdRule {}
}
