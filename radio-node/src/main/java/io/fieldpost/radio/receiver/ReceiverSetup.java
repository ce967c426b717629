package io.fieldpost.radio.receiver;

import java.util.Optional;

/**
 * How a receiver is set for the life of a connection. What a receiver does not have, it refuses when it is opened, unless it is as
 * without it.
 *
 * @param sampleRateHz complex samples per second
 * @param gain how much it amplifies
 * @param ppm correction of its crystal in parts per million, applied by the receiver
 * @param agc the RTL2832U's own digital gain control, which changes levels unseen
 * @param biasTee whether it feeds an amplifier at the antenna, 4.5 V on an RTL-SDR's socket
 * @param directSampling whether the tuner is left out
 * @param offsetTuning whether the tuner is set beside the centre, which moves the false carrier (E4000 alone)
 * @param tunerBandwidthHz of the tuner's filter; 0 leaves it to the receiver
 */
public record ReceiverSetup(
        long sampleRateHz,
        Gain gain,
        int ppm,
        boolean agc,
        boolean biasTee,
        DirectSampling directSampling,
        boolean offsetTuning,
        long tunerBandwidthHz) {
    /** Everything else off, or left to the receiver. */
    public ReceiverSetup(long sampleRateHz, Gain gain, int ppm) {
        this(sampleRateHz, gain, ppm, false, false, DirectSampling.OFF, false, 0);
    }

    /** The same, with the digital gain control on or off. */
    public ReceiverSetup withAgc(boolean on) {
        return new ReceiverSetup(sampleRateHz, gain, ppm, on, biasTee, directSampling, offsetTuning, tunerBandwidthHz);
    }

    /** The same, with the antenna's feed on or off. */
    public ReceiverSetup withBiasTee(boolean on) {
        return new ReceiverSetup(sampleRateHz, gain, ppm, agc, on, directSampling, offsetTuning, tunerBandwidthHz);
    }

    /** The same, with or without the tuner. */
    public ReceiverSetup withDirectSampling(DirectSampling input) {
        return new ReceiverSetup(sampleRateHz, gain, ppm, agc, biasTee, input, offsetTuning, tunerBandwidthHz);
    }

    /** The same, tuned beside the centre or at it. */
    public ReceiverSetup withOffsetTuning(boolean on) {
        return new ReceiverSetup(sampleRateHz, gain, ppm, agc, biasTee, directSampling, on, tunerBandwidthHz);
    }

    /** The same, with another filter. */
    public ReceiverSetup withTunerBandwidthHz(long hertz) {
        return new ReceiverSetup(sampleRateHz, gain, ppm, agc, biasTee, directSampling, offsetTuning, hertz);
    }

    /** The first setting, by its name, that only an RTL2832U behind rtl_tcp has; empty when all are as without it. */
    Optional<String> special() {
        if (agc) {
            return Optional.of("agc");
        } else if (biasTee) {
            return Optional.of("bias_tee");
        } else if (directSampling != DirectSampling.OFF) {
            return Optional.of("direct_sampling");
        } else if (offsetTuning) {
            return Optional.of("offset_tuning");
        }
        return tunerBandwidthHz == 0 ? Optional.empty() : Optional.of("tuner_bandwidth");
    }
}
