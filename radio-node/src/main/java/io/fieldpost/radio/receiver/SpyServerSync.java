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
        return new SpyServerSync(
                in.readUnsignedIntLE() != 0,
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE(),
                in.readUnsignedIntLE());
    }

    void write(ByteBuf out) {
        long[] words = {
            inControl ? 1 : 0,
            gainIndex,
            deviceCenterHz,
            iqCenterHz,
            fftCenterHz,
            lowestIqCenterHz,
            highestIqCenterHz,
            lowestFftCenterHz,
            highestFftCenterHz
        };
        for (long word : words) {
            out.writeIntLE((int) word);
        }
    }

    boolean allows(long centerHz) {
        return centerHz >= lowestIqCenterHz && centerHz <= highestIqCenterHz;
    }
}
