package io.fieldpost.radio.receiver;

/**
 * How a receiver is set for the life of a connection.
 *
 * @param sampleRateHz complex samples per second
 * @param gain how much it amplifies
 * @param ppm correction of its crystal in parts per million, applied by the receiver
 */
public record ReceiverSetup(long sampleRateHz, Gain gain, int ppm) {}
