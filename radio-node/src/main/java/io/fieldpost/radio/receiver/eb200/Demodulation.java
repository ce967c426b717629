package io.fieldpost.radio.receiver.eb200;

/** How a receiver makes sound of what it is tuned to. */
public enum Demodulation {
    /** Frequency modulation. */
    FM("FM"),
    /** Amplitude modulation. */
    AM("AM");

    final String scpi;

    Demodulation(String scpi) {
        this.scpi = scpi;
    }
}
