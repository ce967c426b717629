package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/**
 * What a SpyServer serves: the message DEVICE_INFO, twelve little-endian words.
 *
 * @param type 1 Airspy, 2 Airspy HF+, 3 RTL-SDR
 * @param serial number
 * @param highestRateHz before decimation
 * @param bandwidthHz at that rate
 * @param decimationStages how often the rate can be halved
 * @param gainStages how many amplifiers
 * @param highestGainIndex gains are steps from 0 to this
 * @param lowestHz where it can be tuned
 * @param highestHz where it can be tuned
 * @param resolutionBits of its converter
 * @param leastDecimation how often the server insists that the rate is halved
 * @param forcedFormat the format that it insists on; 0 none, 1 u8, 2 s16
 */
record SpyServerDevice(
        long type,
        long serial,
        long highestRateHz,
        long bandwidthHz,
        long decimationStages,
        long gainStages,
        long highestGainIndex,
        long lowestHz,
        long highestHz,
        long resolutionBits,
        long leastDecimation,
        long forcedFormat) {
    static final int BYTES = 48;
    static final long RTL_SDR = 3;

    private static final int MOST_STAGES = 30;

    static SpyServerDevice read(ByteBuf in) {
        long[] w = SpyServerWords.read(in, BYTES);
        return new SpyServerDevice(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], w[11]);
    }

    void write(ByteBuf out) {
        SpyServerWords.write(
                out,
                type,
                serial,
                highestRateHz,
                bandwidthHz,
                decimationStages,
                gainStages,
                highestGainIndex,
                lowestHz,
                highestHz,
                resolutionBits,
                leastDecimation,
                forcedFormat);
    }

    String name() {
        String kind = type == 1 ? "Airspy" : type == 2 ? "Airspy HF+" : type == RTL_SDR ? "RTL-SDR" : "device " + type;
        return "SpyServer " + kind + " " + Long.toHexString(serial);
    }

    /** How often the highest rate must be halved to give another one; −1 when it never does. */
    int stagesTo(long sampleRateHz) {
        for (int stages = (int) Math.min(leastDecimation, MOST_STAGES); stages <= lastStage(); stages++) {
            if (highestRateHz >>> stages == sampleRateHz) {
                return stages;
            }
        }
        return -1;
    }

    /** The rates that there are, for a complaint. */
    String rates() {
        StringBuilder rates = new StringBuilder();
        for (int stages = (int) Math.min(leastDecimation, MOST_STAGES); stages <= lastStage(); stages++) {
            rates.append(rates.isEmpty() ? "" : ", ").append(highestRateHz >>> stages);
        }
        return rates.toString();
    }

    private long lastStage() {
        return Math.min(decimationStages, MOST_STAGES);
    }
}
