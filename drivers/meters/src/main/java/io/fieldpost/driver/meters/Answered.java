package io.fieldpost.driver.meters;

import java.time.Instant;

/**
 * What a round has of one item.
 *
 * @param at when the answer was there, or when it was given up
 */
record Answered(ItemAnswer answer, Instant at) {
    static Answered failed(LineFault fault, Instant at) {
        return new Answered(new ItemAnswer.Failed(fault), at);
    }
}
