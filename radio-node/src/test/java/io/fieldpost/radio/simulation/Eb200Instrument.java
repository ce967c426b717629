package io.fieldpost.radio.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a simulated receiver is set to, by the commands that set it. */
final class Eb200Instrument {
    private final LevelSource source;
    private final Map<String, String> settings = new ConcurrentHashMap<>(Map.of("freq:mode", "ffm"));

    Eb200Instrument(LevelSource source) {
        this.source = source;
    }

    void set(String command, String argument) {
        settings.put(command.toLowerCase(Locale.ROOT), argument);
    }

    String mode() {
        return settings.getOrDefault("freq:mode", "ffm");
    }

    long hertz(String command, long otherwise) {
        String value = settings.get(command);
        return value == null ? otherwise : Long.parseLong(value);
    }

    long measureMicros() {
        String value = settings.getOrDefault("meas:time", "1 ms");
        return (long) (Double.parseDouble(value.replace(" ms", "")) * 1000);
    }

    /** Levels of a row of channels in 0.1 dBµV. */
    short[] levels(double firstHz, double stepHz, int count) {
        short[] tenths = new short[count];
        for (int i = 0; i < count; i++) {
            tenths[i] = tenths(firstHz + i * stepHz, stepHz);
        }
        return tenths;
    }

    short tenths(double frequencyHz, double widthHz) {
        return (short) Math.round(10 * source.levelDbuv(frequencyHz, widthHz));
    }
}
