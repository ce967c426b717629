package io.fieldpost.radio.simulation;

/**
 * An FM broadcast transmitter as the antenna picks it up.
 *
 * @param name what it calls itself
 * @param frequencyHz of its carrier
 * @param levelDbfs its power at {@link SynthesisedBand#NOMINAL_GAIN_DB}, relative to a full-scale tone
 */
public record Station(String name, long frequencyHz, double levelDbfs) {}
