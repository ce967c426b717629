package io.fieldpost.radio.node;

import io.fieldpost.radio.recording.GeoPoint;
import io.fieldpost.radio.recording.SigmfAbout;
import io.fieldpost.radio.recording.SigmfGlobal;
import io.fieldpost.radio.sample.SampleFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What recordings say about where they come from.
 *
 * @param recorder the gateway
 * @param hardware the receiver
 * @param sampleRateHz complex samples per second
 * @param bytesPerSample of the receiver's samples
 * @param place where the antenna is now; null when nobody knows
 */
record Description(
        String recorder, String hardware, long sampleRateHz, int bytesPerSample, Supplier<@Nullable GeoPoint> place) {
    SigmfGlobal of(SampleFormat format, String what) {
        return SigmfGlobal.of(format, sampleRateHz, SigmfAbout.of(recorder, hardware, null, what), place.get(), null);
    }
}
