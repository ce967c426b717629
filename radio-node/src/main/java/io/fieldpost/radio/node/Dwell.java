package io.fieldpost.radio.node;

import java.time.Duration;

/**
 * How a channel is looked at.
 *
 * @param bandwidthHz what is kept around its frequency
 * @param least how long it is looked at in any case
 * @param most how long at most, while a broadcast station has not said who it is
 */
record Dwell(double bandwidthHz, Duration least, Duration most) {}
