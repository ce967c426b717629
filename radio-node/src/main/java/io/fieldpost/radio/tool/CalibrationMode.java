package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.receiver.Gain;
import java.util.Locale;

/** What {@code fieldpost calibrate} finds, and which options that takes. */
enum CalibrationMode {
    PPM,
    Y_FACTOR,
    KNOWN_LEVEL,
    SETTLE;

    /** As it stands on the command line. */
    static CalibrationMode of(String word) {
        return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /**
     * Refuses what is missing, and what would be ignored.
     *
     * @throws IllegalArgumentException with the option's key in front
     */
    void check(CalibrateCommand.Arguments given) {
        ReceiverChoice choice = given.choice();
        if (this == Y_FACTOR) {
            read("what", () -> FrequencyRange.parse(given.what()));
        } else {
            read("what", () -> Frequency.parse(given.what()));
        }
        only(given.second() != null, "second", this == SETTLE);
        needs(given.second() != null || this != SETTLE, "second: is missing; name two frequencies that look different");
        only(given.broadcast(), "broadcast", this == PPM);
        only(given.length() != null, "length", this == PPM);
        only(given.enr() != null, "enr", this == Y_FACTOR);
        only(given.sourceTemperature() != null, "source_temperature", this == Y_FACTOR);
        only(given.points() != null, "points", this == Y_FACTOR);
        only(given.biasTee(), "bias_tee", this == Y_FACTOR);
        needs(given.enr() != null || this != Y_FACTOR, "enr: is missing; it stands on the noise source");
        needs(!given.biasTee() || choice.hasBiasTee(), "bias_tee: only an RTL-SDR behind rtl_tcp has one");
        only(given.dbm() != null, "dbm", this == KNOWN_LEVEL);
        needs(given.dbm() != null || this != KNOWN_LEVEL, "dbm: is missing; it is what the generator is set to, less the cable's loss");
        boolean live = this == Y_FACTOR || this == SETTLE;
        needs(!live || !choice.isRecording(), "receiver: a recording can't be measured anew; name a receiver");
        checkTable(given, choice);
    }

    private void checkTable(CalibrateCommand.Arguments given, ReceiverChoice choice) {
        boolean table = this == Y_FACTOR || this == KNOWN_LEVEL;
        only(given.uncertainty() != null, "uncertainty", table);
        only(given.temperature() != null, "temperature", table);
        only(given.out() != null, "out", table);
        needs(given.out() != null || !table, "out: is missing; it names the table, a CSV file");
        needs(!table || choice.gain() instanceof Gain.Fixed, "gain: a table needs a fixed one, such as --gain 28");
    }

    private static void read(String key, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private void only(boolean given, String key, boolean allowed) {
        needs(!given || allowed, key + ": has no meaning for " + this + "; leave it out");
    }

    private static void needs(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
