package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.serial.LineTrouble;

/** What can be wrong with what a device sends; counted by kind. */
enum LineFault implements LineTrouble.Kind {
    SILENCE(
            "no answer",
            "is it powered, the cable the right one (crossed or straight), the request as its manual has it?"),
    HALF_LINE("half a line", "look for loose plugs; a longer timeout helps where the device pauses within a line"),
    TOO_LONG("too long a line", "is 'end' what its manual says? else raise longest_line"),
    BETWEEN("bytes between two lines", "is 'start' what its manual says?"),
    NOISE("characters that are none", "do speed, parity and 'characters' fit the device?"),
    WRONG_CHECKSUM("wrong checksum", "look for loose plugs; is 'checksum' what its manual says?"),
    UNMATCHED("fits no point", "write a pattern for it, or name it under 'messages'"),
    UNASKED("lines nobody asked for", "is the device set to send by itself? then write no request");

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
