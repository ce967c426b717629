package io.fieldpost.radio.node;

import io.fieldpost.radio.receiver.Gain;
import java.util.OptionalInt;

/** What results are measured with, as far as it can change while the receiver is open. One thread. */
final class Surroundings {
    private final String receiver;
    private final int ppm;
    private Gain gain;
    private OptionalInt realGain;

    Surroundings(String receiver, int ppm, Gain gain, OptionalInt realGainTenthsOfDb) {
        this.receiver = receiver;
        this.ppm = ppm;
        this.gain = gain;
        realGain = realGainTenthsOfDb;
    }

    /** What the receiver says it is. */
    String receiver() {
        return receiver;
    }

    int ppm() {
        return ppm;
    }

    void gain(Gain now, OptionalInt realTenthsOfDb) {
        gain = now;
        realGain = realTenthsOfDb;
    }

    /** The gain in dB; not-a-number when the receiver chooses it. */
    double gainDb() {
        if (realGain.isPresent()) {
            return realGain.getAsInt() / 10.0;
        }
        return gain instanceof Gain.Fixed fixed ? fixed.db() : Double.NaN;
    }

    /** Adds where the antenna is and how good the clock is, as far as that is known. */
    Fields addTo(Fields fields) {
        return fields;
    }
}
