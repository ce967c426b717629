package io.fieldpost.radio.classify;

/**
 * What a signal was taken for.
 *
 * @param modulation the kind
 * @param confidence how often this is right among signals with such features, 0 to 1: calibrated on synthesised signals of 5 to 30 dB, so
 *     with weaker ones, several at once or fading it promises too much
 * @param reason the features that decided, in words
 * @param symbolRateHz symbols per second of a digital kind, where its line was found; otherwise not-a-number
 * @param features all that was measured
 */
public record Classification(
        Modulation modulation, double confidence, String reason, double symbolRateHz, Features features) {}
