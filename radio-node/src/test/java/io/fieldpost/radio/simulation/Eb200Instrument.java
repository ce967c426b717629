package io.fieldpost.radio.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a simulated receiver is set to, by the commands that set it. It reads the mean power as {@code RMS}, 10 dB more as {@code POS}, 1 dB less as
 * {@code PAV} and 2.5 dB less as {@code FAST}. Once it measures, a command
 * takes effect a tick later: what it sends first after one is still of before.
 */
final class Eb200Instrument {
    private static final Map<String, Integer> DETECTOR_TENTHS = Map.of("RMS", 0, "POS", 100, "PAV", -10, "FAST", -25);

    private static final String RUNNING = "running";

    private final LevelSource source;
    private final Map<String, String> told = new ConcurrentHashMap<>(Map.of("freq:mode", "ffm"));
    private boolean measuring;
    private volatile Map<String, String> settings = Map.copyOf(told);

    Eb200Instrument(LevelSource source) {
        this.source = source;
    }

    /** What is wrong with a command, in its own words; empty when it is carried out. */
    String set(String command, String argument) {
        String key = command.toLowerCase(Locale.ROOT);
        String wrong = Eb200Commands.complaint(key, argument);
        if (wrong.isEmpty()) {
            told.put(key, argument);
            if (key.equals("abor") || key.equals("init:imm")) {
                told.put(RUNNING, key);
            }
            measuring |= key.equals("init:imm");
            if (!measuring) {
                latch();
            }
        }
        return wrong;
    }

    /** What was told comes into effect. */
    void latch() {
        settings = Map.copyOf(told);
    }

    /** Whether it measures: not between {@code abor} and {@code init:imm}. */
    boolean isRunning() {
        return !"abor".equals(settings.get(RUNNING));
    }

    String mode() {
        return settings.getOrDefault("freq:mode", "ffm");
    }

    String demodulation() {
        return settings.getOrDefault("dem:mode", "FM");
    }

    /** 0 for none. */
    int audioMode() {
        return Integer.parseInt(settings.getOrDefault("syst:aud:rem:mode", "0"));
    }

    long hertz(String command, long otherwise) {
        String value = settings.get(command);
        return value == null ? otherwise : Long.parseLong(value);
    }

    long measureMicros() {
        String value = settings.getOrDefault("meas:time", "1 ms");
        return (long) (Double.parseDouble(value.replace(" ms", "")) * 1000);
    }

    /** What the input is attenuated by; automatic attenuation takes 10 dB. */
    int attenuationDb() {
        boolean automatic = settings.getOrDefault("inp:att:auto", "on").equals("on");
        return automatic ? 10 : Integer.parseInt(settings.getOrDefault("inp:att", "0"));
    }

    /** Levels of a row of channels in 0.1 dBµV. */
    short[] levels(double firstHz, double stepHz, int count) {
        return levels(firstHz, stepHz, stepHz, count);
    }

    /** The same through a filter of another width than the distance of the channels. */
    short[] levels(double firstHz, double stepHz, double widthHz, int count) {
        short[] tenths = new short[count];
        for (int i = 0; i < count; i++) {
            tenths[i] = tenths(firstHz + i * stepHz, widthHz);
        }
        return tenths;
    }

    short tenths(double frequencyHz, double widthHz) {
        int detector = DETECTOR_TENTHS.get(settings.getOrDefault("sens:det", "RMS"));
        return (short) (Math.round(10 * source.levelDbuv(frequencyHz, widthHz)) + detector);
    }
}
