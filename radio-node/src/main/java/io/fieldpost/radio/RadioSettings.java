package io.fieldpost.radio;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Setting;
import io.fieldpost.radio.receiver.Gain;
import io.fieldpost.radio.receiver.RtlTcpAddress;
import io.fieldpost.radio.spectrum.SweepPlan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of a source of protocol {@code radio}. */
@Setting("A radio receiver and what it is to do.")
public record RadioSettings(
        @Setting(
                value = "The receiver: an rtl_tcp server.",
                pattern = "rtl_tcp://[^/]+",
                example = "rtl_tcp://127.0.0.1:1234")
        String receiver,

        @Setting(
                value =
                        "Complex samples per second; an RTL2832U does 225001 to 300000 Hz and 900001 Hz to 3.2 MHz, without"
                                + " loss up to 2.4 MHz.",
                byDefault = "2.4MHz",
                min = "225001Hz",
                max = "3.2MHz")
        Frequency sampleRate,

        @Setting(
                value =
                        "Gain of the tuner in dB, or 'auto'; levels of two traces can be compared only at the same fixed gain.",
                byDefault = "auto",
                pattern = Gain.SYNTAX,
                example = "28.0")
        String gain,

        @Setting(
                value = "Correction of the receiver's crystal in parts per million.",
                byDefault = "0",
                min = "-200",
                max = "200")
        int ppm,

        @Setting(
                value =
                        "What to throw away after each tuning; without it, one transfer of rtl_tcp and 5 ms, which is 60 ms at"
                                + " 2.4 MHz.",
                min = "1ms",
                max = "2s",
                example = "60ms")
        @Nullable
        Duration settle,

        @Setting("What the receiver is to do; missions share it, the one that is due longest first.")
        List<Mission> missions) {
    private static final long TRANSFER_SAMPLES = 131_072;
    private static final long LOCK_MILLIS = 5;

    public RadioSettings {
        missions = List.copyOf(missions);
        RtlTcpAddress.parse(receiver);
        Gain.parse(gain);
        checkRate(sampleRate.hertz());
        if (missions.isEmpty()) {
            throw new IllegalArgumentException("no mission: name at least one band to scan");
        }
        Set<String> names = new HashSet<>();
        for (Mission mission : missions) {
            if (!names.add(mission.name())) {
                throw new IllegalArgumentException("two missions have the same name: " + mission.name());
            }
            checkResolution(mission, sampleRate.hertz());
        }
    }

    private static void checkRate(long hertz) {
        boolean allowed = hertz >= 225_001 && hertz <= 300_000 || hertz >= 900_001 && hertz <= 3_200_000;
        if (!allowed) {
            throw new IllegalArgumentException(
                    "sample_rate is neither 225001 to 300000 Hz nor 900001 to 3200000 Hz: " + hertz + " Hz");
        }
    }

    private static void checkResolution(Mission mission, long sampleRateHz) {
        long finest = SweepPlan.finestHz(sampleRateHz, mission.window());
        long coarsest = SweepPlan.coarsestHz(sampleRateHz);
        long resolution = mission.resolution().hertz();
        if (resolution < finest || resolution > coarsest) {
            throw new IllegalArgumentException(
                    "resolution of " + resolution + " Hz is not between " + finest + " Hz and "
                            + coarsest + " Hz, which " + mission.window() + " at " + sampleRateHz + " S/s allows: "
                            + mission.name());
        }
        if (mission.grid().cells() < 1) {
            throw new IllegalArgumentException(
                    "scan holds no multiple of its resolution of " + resolution + " Hz: " + mission.name());
        }
    }

    /** Samples to throw away after a tuning. */
    long settleSamples() {
        long rate = sampleRate.hertz();
        // A transfer of rtl_tcp under way when the command comes holds samples of both frequencies; a tuner locks
        // within milliseconds.
        return settle == null ? TRANSFER_SAMPLES + rate * LOCK_MILLIS / 1000 : rate * settle.toMillis() / 1000;
    }
}
