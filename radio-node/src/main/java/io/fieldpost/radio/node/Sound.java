package io.fieldpost.radio.node;

import io.fieldpost.radio.demodulation.AmAudio;
import io.fieldpost.radio.demodulation.Audio;
import io.fieldpost.radio.demodulation.FmBroadcastAudio;
import io.fieldpost.radio.demodulation.FmSpeechAudio;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Which demodulator makes an emission heard. */
final class Sound {
    /** A station with little programme is seldom wider than this, 26 dB below its peak. */
    private static final double BROADCAST_HZ = 70_000;

    private static final double BROADCAST_CHANNEL_HZ = 180_000;
    private static final double SPEECH_CHANNEL_HZ = 25_000;
    private static final int LOWEST_BROADCAST_RATE = 230_000;
    private static final int LOWEST_SPEECH_RATE = 32_000;

    private Sound() {}

    /**
     * A channel that can be heard.
     *
     * @param bandwidthHz its width
     * @param decimation from the receiver's rate to the channel's
     * @param audio its demodulator
     */
    record Channel(double bandwidthHz, int decimation, Audio audio) {}

    /** The demodulator for an emission of this width and class; null when it is neither AM nor analogue FM. */
    static @Nullable Channel of(long sampleRateHz, double bandwidthHz, String emissionClass) {
        return switch (emissionClass) {
            case "wfm" -> broadcast(sampleRateHz);
            case "" -> bandwidthHz >= BROADCAST_HZ ? broadcast(sampleRateHz) : null;
            case "nfm" -> channel(sampleRateHz, LOWEST_SPEECH_RATE, SPEECH_CHANNEL_HZ, FmSpeechAudio::new);
            case "am" -> channel(sampleRateHz, LOWEST_SPEECH_RATE, SPEECH_CHANNEL_HZ, AmAudio::new);
            default -> null;
        };
    }

    private static @Nullable Channel broadcast(long sampleRateHz) {
        return channel(sampleRateHz, LOWEST_BROADCAST_RATE, BROADCAST_CHANNEL_HZ, FmBroadcastAudio::new);
    }

    /** Null when the receiver's rate is too low, or can't be lowered to a whole one. */
    private static @Nullable Channel channel(
            long sampleRateHz, int lowestRate, double bandwidthHz, LongFunction<Audio> audio) {
        int decimation = decimation(sampleRateHz, lowestRate);
        return decimation == 0 ? null : new Channel(bandwidthHz, decimation, audio.apply(sampleRateHz / decimation));
    }

    /** The largest whole decimation to a whole rate that is not lower; 0 when there is none. */
    private static int decimation(long sampleRateHz, int lowest) {
        for (int decimation = (int) (sampleRateHz / lowest); decimation > 0; decimation--) {
            if (sampleRateHz % decimation == 0) {
                return decimation;
            }
        }
        return 0;
    }
}
