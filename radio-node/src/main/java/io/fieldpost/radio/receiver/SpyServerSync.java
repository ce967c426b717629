package io.fieldpost.radio.receiver;

import io.netty.buffer.ByteBuf;

/**
 * How a SpyServer is set now: the message CLIENT_SYNC, nine little-endian words, sent whenever it changes.
 *
 * @param inControl whether this client may tune the device and set its gain; the first client may
 * @param gainIndex step of its gain
 * @param deviceCenterHz where the device is tuned
 * @param iqCenterHz the centre of this client's samples
 * @param fftCenterHz the centre of this client's spectra
 * @param lowestIqCenterHz what this client may ask for
 * @param highestIqCenterHz what this client may ask for
 * @param lowestFftCenterHz what this client may ask for
 * @param highestFftCenterHz what this client may ask for
 */
record SpyServerSync(
        boolean inControl,
        long gainIndex,
        long deviceCenterHz,
        long iqCenterHz,
        long fftCenterHz,
        long lowestIqCenterHz,
        long highestIqCenterHz,
        long lowestFftCenterHz,
        long highestFftCenterHz) {
    static final int BYTES = 36;

    static SpyServerSync read(ByteBuf in) {
        long[] w = SpyServerWords.read(in, BYTES);
        return new SpyServerSync(w[0] != 0, w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8]);
    }

    void write(ByteBuf out) {
        SpyServerWords.write(
                out,
                inControl ? 1 : 0,
                gainIndex,
                deviceCenterHz,
                iqCenterHz,
                fftCenterHz,
                lowestIqCenterHz,
                highestIqCenterHz,
                lowestFftCenterHz,
                highestFftCenterHz);
    }

    boolean allows(long centerHz) {
        return centerHz >= lowestIqCenterHz && centerHz <= highestIqCenterHz;
    }
}
