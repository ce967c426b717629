package io.fieldpost.radio.spectrum;

/** What levels of a spectrum are relative to. */
public enum LevelUnit {
    /** Decibels below a full-scale complex tone: not calibrated. */
    DBFS("dB{FS}"),
    /** Decibels above a milliwatt at the receiver's input. */
    DBM("dB[mW]"),
    /** Decibels above a microvolt at the receiver's input, 50 Ω: dBm + 106.99. */
    DBUV("dB[uV]"),
    /** Field strength, decibels above a microvolt per metre. */
    DBUV_PER_M("dB[uV/m]");

    private final String code;

    LevelUnit(String code) {
        this.code = code;
    }

    /** UCUM code, with an annotation where UCUM knows no such level. */
    public String code() {
        return code;
    }
}
