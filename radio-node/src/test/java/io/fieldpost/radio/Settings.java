package io.fieldpost.radio;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import io.fieldpost.radio.settings.Mission;
import io.fieldpost.radio.settings.RadioSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings as the configuration would give them. */
public final class Settings {
    private Settings() {}

    static RadioSettings of(String receiver, String gain, Mission... missions) {
        return of(receiver, gain, Duration.ofMillis(30), missions);
    }

    static RadioSettings of(String receiver, String gain, Duration settle, Mission... missions) {
        return of(receiver, 2_400_000, gain, settle, missions);
    }

    static RadioSettings of(
            String receiver, long sampleRateHz, String gain, @Nullable Duration settle, Mission... missions) {
        String text = "receiver: '" + receiver + "'\nsample_rate: " + sampleRateHz + "Hz\ngain: '" + gain + "'\n"
                + (settle == null ? "" : "settle: " + settle.toMillis() + "ms\n")
                + "missions: [ { name: any, scan: 98MHz..99MHz, resolution: 10kHz } ]";
        RadioSettings read = read(text, RadioSettings.class);
        return new RadioSettings(
                read.receiver(),
                read.sampleRate(),
                read.gain(),
                read.ppm(),
                read.settle(),
                read.measureSettle(),
                read.biasTee(),
                read.directSampling(),
                read.tunerBandwidth(),
                read.calibration(),
                read.position(),
                read.eb200(),
                read.licences(),
                read.evidence(),
                read.noiseSource(),
                List.of(missions));
    }

    static Mission mission(String name, double startMhz, double stopMhz, long resolutionHz) {
        return mission(name, startMhz, stopMhz, resolutionHz, 16);
    }

    static Mission mission(String name, double startMhz, double stopMhz, long resolutionHz, int averages) {
        return mission("{ name: " + name + ", scan: " + startMhz + "MHz.." + stopMhz + "MHz, resolution: "
                + resolutionHz + "Hz, every: 100ms, averages: " + averages + " }");
    }

    /** A mission as it would stand in the gateway's file. */
    public static Mission mission(String yaml) {
        return read(yaml, Mission.class);
    }

    /** Settings as they would stand in the gateway's file. */
    public static RadioSettings settings(String yaml) {
        return read(yaml, RadioSettings.class);
    }

    private static <T extends Record> T read(String yaml, Class<T> type) {
        Result<T> result = ConfigReader.of(Choices.none()).read("test", yaml, type);
        if (result instanceof Result.Rejected<T> rejected) {
            throw new IllegalArgumentException(rejected.problems().get(0).message());
        }
        return ((Result.Read<T>) result).value();
    }
}
