package io.fieldpost.radio.receiver;

/**
 * What a receiver has counted since it was opened.
 *
 * @param samples that arrived
 * @param dropped that should have arrived by the clock and did not; how well that is known, the receiver says
 */
public record ReceiverCounters(long samples, long dropped) {}
