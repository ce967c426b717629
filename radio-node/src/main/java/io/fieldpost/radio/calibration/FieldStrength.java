package io.fieldpost.radio.calibration;

import org.jspecify.annotations.Nullable;

/**
 * From the receiver's input to the antenna's place: E in dBµV/m = V in dBµV + antenna factor in dB/m + cable loss in dB − preamplifier gain in
 * dB (Report ITU-R SM.2256; 50 Ω).
 *
 * @param antennaFactor of the antenna
 * @param cableLoss between antenna and receiver; null when the antenna factor includes it
 * @param preamplifierDb gain ahead of the receiver, 0 without one
 */
public record FieldStrength(
        FrequencyTable antennaFactor, @Nullable FrequencyTable cableLoss, double preamplifierDb) {
    /** What to add to a level in dBµV; {@link Offset.Unknown} where a table ends. */
    Offset at(double frequencyHz) {
        Offset antenna = of(antennaFactor, "antenna factors", frequencyHz);
        Offset cable = cableLoss == null ? new Offset.Known(0, 0) : of(cableLoss, "cable losses", frequencyHz);
        if (antenna instanceof Offset.Known a && cable instanceof Offset.Known c) {
            return new Offset.Known(a.db() + c.db() - preamplifierDb, Math.hypot(a.uncertaintyDb(), c.uncertaintyDb()));
        }
        return antenna instanceof Offset.Unknown ? antenna : cable;
    }

    private static Offset of(FrequencyTable table, String what, double frequencyHz) {
        return table.covers(frequencyHz)
                ? new Offset.Known(table.at(frequencyHz), table.uncertaintyDb(frequencyHz))
                : new Offset.Unknown(Hertz.text(frequencyHz) + " is outside of the " + what + " of " + table.range());
    }

    String id() {
        return antennaFactor.id() + (cableLoss == null ? "" : "+" + cableLoss.id());
    }
}
