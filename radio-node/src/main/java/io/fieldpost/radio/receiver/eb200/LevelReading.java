package io.fieldpost.radio.receiver.eb200;

import java.time.Instant;

/**
 * What a receiver measured at its tuned frequency; not-a-number where it did not say.
 *
 * @param frequencyHz tuned to
 * @param levelDbuv at the input
 * @param fieldStrengthDbuvPerM with the receiver's antenna factor
 * @param offsetHz of the signal's centre
 * @param amDepthPercent depth of amplitude modulation
 * @param fmDeviationHz of frequency modulation
 * @param bandwidthHz occupied
 * @param time the receiver's, else when it arrived
 */
public record LevelReading(
        long frequencyHz,
        double levelDbuv,
        double fieldStrengthDbuvPerM,
        double offsetHz,
        double amDepthPercent,
        double fmDeviationHz,
        double bandwidthHz,
        Instant time) {
    static LevelReading read(Attribute attribute, Instant now) throws MalformedDatagramException {
        attribute.requireSeries();
        if (attribute.items() == 0) {
            throw new MalformedDatagramException("level without a value");
        }
        CwHeader header = CwHeader.read(attribute.header());
        return new LevelReading(
                header.frequencyHz(),
                last(attribute, Selector.LEVEL, 0.1),
                last(attribute, Selector.FIELD_STRENGTH, 0.1),
                last(attribute, Selector.OFFSET, 1),
                last(attribute, Selector.AM, 0.1),
                last(attribute, Selector.FM, 1),
                last(attribute, Selector.BANDWIDTH, 1),
                header.timestampNanos() == 0 ? now : Instant.ofEpochSecond(0, header.timestampNanos()));
    }

    private static double last(Attribute attribute, Selector series, double scale) {
        return attribute.has(series) ? attribute.value(series, attribute.items() - 1) * scale : Double.NaN;
    }
}
