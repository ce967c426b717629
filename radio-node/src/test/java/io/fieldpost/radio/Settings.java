package io.fieldpost.radio;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.spectrum.Window;
import java.time.Duration;
import java.util.List;

/** Settings as the configuration would give them. */
final class Settings {
    private Settings() {}

    static RadioSettings of(String receiver, String gain, Mission... missions) {
        return of(receiver, gain, Duration.ofMillis(30), missions);
    }

    static RadioSettings of(String receiver, String gain, Duration settle, Mission... missions) {
        return new RadioSettings(receiver, new Frequency(2_400_000), gain, 0, settle, List.of(missions));
    }

    static Mission mission(String name, double startMhz, double stopMhz, long resolutionHz) {
        return mission(name, startMhz, stopMhz, resolutionHz, 16);
    }

    static Mission mission(String name, double startMhz, double stopMhz, long resolutionHz, int averages) {
        return new Mission(
                name,
                new FrequencyRange(hertz(startMhz), hertz(stopMhz)),
                new Frequency(resolutionHz),
                Duration.ofMillis(100),
                Window.HANN,
                averages);
    }

    private static Frequency hertz(double mhz) {
        return new Frequency(Math.round(mhz * 1e6));
    }
}
