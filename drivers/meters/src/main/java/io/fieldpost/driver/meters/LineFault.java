package io.fieldpost.driver.meters;

import io.fieldpost.driver.Quality;

/** What can go wrong between a request and the value in its answer; counted by kind for each meter. */
enum LineFault {
    SILENCE(Quality.BAD_TIMEOUT, "no answer", "is the meter powered, its address right, A and B not swapped?"),
    NOISE(
            Quality.BAD_COMMUNICATION,
            "noise",
            "do baud rate and parity fit the meter? is the line terminated, its shield earthed at one end?"),
    HALF_FRAME(
            Quality.BAD_COMMUNICATION,
            "half a frame",
            "a longer timeout helps where the line is slow; else look for loose terminals"),
    WRONG_CHECKSUM(
            Quality.BAD_COMMUNICATION,
            "wrong checksum",
            "does another master use the line, or do two meters have the same address?"),
    OTHER_METER(
            Quality.BAD_COMMUNICATION,
            "another meter answered",
            "does another master use the line? a longer timeout helps where answers come late"),
    OTHER_ITEM(
            Quality.BAD_COMMUNICATION,
            "another item was answered",
            "a longer timeout helps where answers come late; else does another master use the line?"),
    REFUSED(Quality.BAD_DEVICE_FAILURE, "refused", "see the meter's sheet for what it can tell"),
    UNREADABLE(
            Quality.BAD_DEVICE_FAILURE,
            "not of the item's form",
            "see the meter's sheet for how many digits the item has, and write the format in the address"),
    LEFT_OUT(
            Quality.BAD_TIMEOUT,
            "left out of a round",
            "too much on this line goes unanswered; see the other meters, or take those away that are not there"),
    /** Does no harm but tells of late answers or of another master. */
    UNASKED(
            Quality.BAD_COMMUNICATION,
            "bytes nobody asked for",
            "does another master use the line? a longer timeout helps where answers come late");

    private final Quality quality;
    private final String words;
    private final String advice;

    LineFault(Quality quality, String words, String advice) {
        this.quality = quality;
        this.words = words;
        this.advice = advice;
    }

    /** Quality of a point that has no value for this reason. */
    Quality quality() {
        return quality;
    }

    String words() {
        return words;
    }

    /** What a person on the spot can do about it. */
    String advice() {
        return advice;
    }
}
