package io.fieldpost.radio.settings;

import io.fieldpost.config.Setting;
import io.fieldpost.radio.receiver.eb200.Demodulation;
import io.fieldpost.radio.receiver.eb200.PanoramaSettings.Detector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an R&amp;S receiver is to measure and listen. */
@Setting("How an R&S receiver (eb200://) measures and listens.")
public record Eb200Settings(
        @Setting(
                value =
                        "How it scans bands: pscan by transforms, or fscan step by step, which is slower and uses the detector"
                                + " at each step.",
                byDefault = "pscan")
        ScanKind scan,

        @Setting(
                value = "How it makes one level of many: peak, average, fast (the last) or rms (mean power).",
                byDefault = "rms")
        Detector detector,

        @Setting(value = "How long it measures for one level.", byDefault = "1ms", min = "1ms", max = "10s")
        Duration measureTime,

        @Setting(
                value = "Attenuation of its input in dB; without it, the receiver chooses.",
                min = "0",
                max = "70",
                example = "10")
        @Nullable
        Integer attenuation,

        @Setting(value = "What a recording of its sound is demodulated as.", byDefault = "fm")
        Demodulation demodulation) {
    /** How a receiver scans bands. */
    public enum ScanKind {
        /** By transforms. */
        PSCAN,
        /** Step by step. */
        FSCAN
    }

    /** What holds where nothing is set. */
    static final Eb200Settings USUAL =
            new Eb200Settings(ScanKind.PSCAN, Detector.RMS, Duration.ofMillis(1), null, Demodulation.FM);
}
