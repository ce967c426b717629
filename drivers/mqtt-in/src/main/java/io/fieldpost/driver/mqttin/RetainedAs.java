package io.fieldpost.driver.mqttin;

/** What becomes of a retained message: a broker keeps the last one of a topic, and gives it to each new subscriber without its age. */
enum RetainedAs {
    /** A value that may be old. One whose payload tells its time is good: then nothing is hidden. */
    UNCERTAIN,
    /** A value like any other, for devices that retain everything they send. */
    GOOD,
    /** Nothing. */
    IGNORE
}
