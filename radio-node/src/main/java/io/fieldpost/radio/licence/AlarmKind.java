package io.fieldpost.radio.licence;

/** What an alarm is about. */
public enum AlarmKind {
    /** Somebody transmits without a licence. */
    UNLICENSED(Severity.ALARM),
    /** The station on a licensed channel sends another station's PI code. */
    WRONG_STATION(Severity.ALARM),
    /** A licensed station that must be on the air is not. */
    LICENSED_ABSENT(Severity.WARNING),
    /** A licensed station is outside its limits. */
    OUT_OF_TOLERANCE(Severity.WARNING),
    /** An emission without a licence is probably a product of strong ones: to be tested with 3 dB more attenuation. */
    INTERMODULATION(Severity.NOTICE);

    /** How urgent it is. */
    public enum Severity {
        NOTICE,
        WARNING,
        ALARM
    }

    private final Severity severity;

    AlarmKind(Severity severity) {
        this.severity = severity;
    }

    /** How urgent it is. */
    public Severity severity() {
        return severity;
    }
}
