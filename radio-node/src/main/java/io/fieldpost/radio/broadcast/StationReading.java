package io.fieldpost.radio.broadcast;

/**
 * What is known about an FM broadcast.
 *
 * @param seconds of signal that were heard
 * @param carrierOffsetHz of the carrier from the middle of the channel: mean frequency over about a second
 * @param pilot the stereo pilot
 * @param rds what its data channel says
 */
public record StationReading(double seconds, double carrierOffsetHz, PilotReading pilot, RdsReading rds) {}
