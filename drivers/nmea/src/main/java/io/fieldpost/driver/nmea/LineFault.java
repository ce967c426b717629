package io.fieldpost.driver.nmea;

import io.fieldpost.driver.serial.LineTrouble;

/** What can be wrong with what a receiver sends; counted by kind. */
enum LineFault implements LineTrouble.Kind {
    HALF_LINE("half a line", "look for loose plugs"),
    TOO_LONG("too long a line", "do speed and parity fit the device?"),
    NOISE(
            "characters that are none",
            "do speed and parity fit the device? most have 4800 or 9600 baud, AIS and many new ones 38400"),
    WRONG_CHECKSUM("wrong checksum", "look for loose plugs, and for two devices that talk on one line"),
    WITHOUT_CHECKSUM("without a checksum", "write checksum: optional where the device is so old that it has none"),
    NO_SENTENCE("no sentence", "is the device set to NMEA 0183, and not to a binary protocol?"),
    BAD_FIELD("a field that is not of its form", "does the device keep to NMEA 0183?"),
    NO_REPORT("no report of gpsd", "does gpsd listen there?");

    private final String words;
    private final String advice;

    LineFault(String words, String advice) {
        this.words = words;
        this.advice = advice;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public String advice() {
        return advice;
    }
}
