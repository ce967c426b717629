package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.radio.receiver.FileAddress;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.ReceiverAddress;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.receiver.SampleAddress;
import org.jspecify.annotations.Nullable;

/**
 * Which receiver a command uses, and how it is set.
 *
 * @param address where it is
 * @param gain how much it amplifies
 * @param ppm correction of its crystal, parts per million
 * @param sampleRate samples per second; null for the receiver's only one, or {@link #USUAL_RATE_HZ}
 */
record ReceiverChoice(
        SampleAddress address, Gain gain, int ppm, @Nullable Frequency sampleRate) {
    static final long USUAL_RATE_HZ = 2_400_000;

    /**
     * Reads what stands on the command line.
     *
     * @throws IllegalArgumentException with the option's key in front
     */
    static ReceiverChoice of(String receiver, String gain, int ppm, @Nullable Frequency sampleRate) {
        SampleAddress address = address(receiver);
        if (address instanceof RtlTcpAddress && sampleRate != null) {
            checkRate(sampleRate.hertz());
        }
        return new ReceiverChoice(address, gain(gain), ppm, sampleRate);
    }

    /** Whether its socket can be fed. */
    boolean hasBiasTee() {
        return address instanceof RtlTcpAddress;
    }

    /** Whether it can send a counter in place of samples. */
    boolean hasTestMode() {
        return address instanceof RtlTcpAddress;
    }

    /** Whether it plays what was received before. */
    boolean isRecording() {
        return address instanceof FileAddress;
    }

    private static SampleAddress address(String text) {
        ReceiverAddress address;
        try {
            address = ReceiverAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("receiver: " + e.getMessage(), e);
        }
        if (address instanceof SampleAddress samples) {
            return samples;
        }
        throw new IllegalArgumentException("receiver: samples are needed, and this one measures spectra by itself: "
                + text + "; allowed: rtl_tcp://host:port, spyserver://host:port, file:PATH");
    }

    private static Gain gain(String text) {
        try {
            return Gain.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("gain: " + e.getMessage(), e);
        }
    }

    /** What an RTL2832U's resampler can do. */
    private static void checkRate(long hertz) {
        boolean allowed = hertz >= 225_001 && hertz <= 300_000 || hertz >= 900_001 && hertz <= 3_200_000;
        if (!allowed) {
            throw new IllegalArgumentException(
                    "sample_rate: is neither 225001 to 300000 Hz nor 900001 to 3200000 Hz: " + hertz + " Hz");
        }
    }
}
