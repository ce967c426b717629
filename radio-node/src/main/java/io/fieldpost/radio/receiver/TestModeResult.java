package io.fieldpost.radio.receiver;

/**
 * What the counter of a receiver in test mode showed.
 *
 * @param bytes of the counter that were seen; 0 when it never began, as with a server that has no test mode
 * @param gaps where it jumped
 * @param leastBytesLost in them; the counter has 8 bits, so multiples of 256 go unseen
 */
public record TestModeResult(long bytes, long gaps, long leastBytesLost) {}
