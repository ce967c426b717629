package io.fieldpost.driver.gpio.address;

import java.time.Duration;

/**
 * How an input is connected. Points of one line must agree on it.
 *
 * @param pull its resistor
 * @param activeLow whether the low level is the active one, as it is for a contact to ground
 * @param debounce how long a level must hold before it counts
 */
public record InputWiring(Pull pull, boolean activeLow, Duration debounce) {
    /** Above what contacts of relays and reed switches bounce, and far below the 30 ms of a meter's pulse (IEC 62053-31). */
    static final Duration USUAL_DEBOUNCE = Duration.ofMillis(5);
}
