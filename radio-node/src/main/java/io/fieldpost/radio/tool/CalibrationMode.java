package io.fieldpost.radio.tool;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.FrequencyRange;
import io.fieldpost.radio.receiver.Gain;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code fieldpost calibrate} finds, and which options that takes. */
enum CalibrationMode {
    PPM,
    Y_FACTOR,
    KNOWN_LEVEL,
    SETTLE,
    DROPS;

    /** As it stands on the command line. */
    static CalibrationMode of(String word) {
        return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /**
     * Checks the frequencies.
     *
     * @throws IllegalArgumentException with the option's key in front, as from all checks
     */
    void checkWhere(@Nullable String what, boolean second) {
        only("what", what != null, this != DROPS);
        needs(what != null || this == DROPS, "what: is missing; name a frequency, such as 98.1MHz");
        if (what == null) {
            only("second", second, false);
            return;
        }
        if (this == Y_FACTOR) {
            read("what", () -> FrequencyRange.parse(what));
        } else {
            read("what", () -> Frequency.parse(what));
        }
        only("second", second, this == SETTLE);
        needs(second || this != SETTLE, "second: is missing; name two frequencies that look different");
    }

    /** Checks what looks for a crystal's error, or for a time. */
    void checkPpm(boolean broadcast, boolean length) {
        only("broadcast", broadcast, this == PPM);
        only("length", length, this == PPM || this == DROPS);
    }

    /** Checks what a noise source alone has. */
    void checkSource(boolean enr, boolean temperature, boolean points, boolean biasTee) {
        only("enr", enr, this == Y_FACTOR);
        only("source_temperature", temperature, this == Y_FACTOR);
        only("points", points, this == Y_FACTOR);
        only("bias_tee", biasTee, this == Y_FACTOR);
        needs(enr || this != Y_FACTOR, "enr: is missing; it stands on the noise source");
    }

    /** Checks that the receiver can do this. */
    void checkReceiver(ReceiverChoice choice, boolean biasTee) {
        needs(!biasTee || choice.hasBiasTee(), "bias_tee: only an RTL-SDR behind rtl_tcp has one");
        needs(this != DROPS || choice.hasTestMode(), "receiver: only an RTL-SDR behind rtl_tcp has a test mode");
        boolean live = this == Y_FACTOR || this == SETTLE;
        needs(!live || !choice.isRecording(), "receiver: a recording can't be measured anew; name a receiver");
        boolean fixed = choice.gain() instanceof Gain.Fixed;
        needs(fixed || !table(), "gain: a table needs a fixed one, such as --gain 28");
    }

    /** Checks what a table needs. */
    void checkTable(boolean dbm, boolean uncertainty, boolean temperature, boolean out) {
        only("dbm", dbm, this == KNOWN_LEVEL);
        needs(dbm || this != KNOWN_LEVEL, "dbm: is missing; it is what the generator is set to, less the cable's loss");
        only("uncertainty", uncertainty, table());
        only("temperature", temperature, table());
        only("out", out, table());
        needs(out || !table(), "out: is missing; it names the table, a CSV file");
    }

    private boolean table() {
        return this == Y_FACTOR || this == KNOWN_LEVEL;
    }

    private static void read(String key, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private void only(String key, boolean given, boolean allowed) {
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
