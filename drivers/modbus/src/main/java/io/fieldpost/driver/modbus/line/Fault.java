package io.fieldpost.driver.modbus.line;

/** What can be wrong with an answer besides that the device says no. Each is counted by itself, since each has another cure. */
public enum Fault {
    NO_ANSWER(
            "requests without an answer",
            "see whether the unit has power, its address and the line's speed and parity are right, and A and B are not exchanged"),
    CHECKSUM(
            "answers with a wrong checksum",
            "see to the cable, its termination, speed and parity, and that no two units have one address"),
    SHORT("answers that ended too soon", "see to the cable, or allow a longer pause in an answer"),
    OTHER_UNIT(
            "answers of another unit", "see whether its time-out is too short for it, or two masters share the line"),
    UNASKED("answers that came too late, or that nobody asked for", "set a longer time-out for this line"),
    NOISE("bytes that are no answer", "see to the cable, its shield, termination and bias resistors"),
    MALFORMED(
            "answers that do not fit their request",
            "see whether the unit speaks Modbus as the standard says, or ask its vendor");

    private final String what;
    private final String advice;

    Fault(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    /** For a person, before a count: {@code answers with a wrong checksum}. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }

    /** Whether the unit itself was heard, though not well. Otherwise it may as well be away. */
    public boolean heardTheUnit() {
        return this == CHECKSUM || this == SHORT || this == MALFORMED;
    }
}
