package io.fieldpost.radio.measure;

import io.fieldpost.radio.spectrum.Decibels;
import io.fieldpost.radio.spectrum.LevelUnit;
import io.fieldpost.radio.spectrum.SpectrumRow;

/**
 * Power in a channel of a row: the linear sum of its cells, edge cells by the share that lies inside. Cells of a row stand for the power
 * in their own width, so no bandwidth correction is due (Report ITU-R SM.2256; the sum over bins is the mean power by Parseval). Field
 * strengths add up like powers.
 *
 * @param totalDb signal and noise together
 * @param signalDb noise taken away; not-a-number when what is left is not above the noise's own uncertainty (2 σ)
 * @param noiseDb noise in the channel
 * @param uncertaintyDb 1 σ of {@code signalDb} from the number of looks alone, without calibration; not-a-number with it
 * @param measuredShare of the channel's width that was measured; the rest counts as having the mean of the others
 * @param unit what levels are relative to
 */
public record ChannelPower(
        double totalDb, double signalDb, double noiseDb, double uncertaintyDb, double measuredShare, LevelUnit unit) {
    private static final double SIGNIFICANT = 2;

    /**
     * Measures one channel; all levels are not-a-number when nothing of it was measured.
     *
     * @param noiseDb mean noise power in each cell of the row ({@link NoiseFloor})
     * @param startHz lower edge
     * @param stopHz upper edge
     */
    public static ChannelPower of(SpectrumRow row, float[] noiseDb, double startHz, double stopHz) {
        double low = (startHz - row.startHz()) / row.stepHz() + 0.5;
        double high = (stopHz - row.startHz()) / row.stepHz() + 0.5;
        double total = 0;
        double noise = 0;
        double squares = 0;
        double width = 0;
        for (int i = (int) Math.max(0, Math.floor(low)); i < Math.min(row.cells(), high); i++) {
            float levelDb = row.levelDb()[i];
            if (!Float.isNaN(levelDb) && !Float.isNaN(noiseDb[i])) {
                double share = Math.min(high, i + 1) - Math.max(low, i);
                double power = share * Decibels.power(levelDb);
                double floor = share * Decibels.power(noiseDb[i]);
                total += power;
                noise += floor;
                squares += floor * floor;
                width += share;
            }
        }
        double measured = width / (high - low);
        double noiseSigma = Math.sqrt(squares / Math.max(1, row.looks())) / measured;
        return level(total / measured, noise / measured, noiseSigma, measured, row);
    }

    private static ChannelPower level(double total, double noise, double noiseSigma, double measured, SpectrumRow row) {
        double signal = total - noise;
        boolean seen = signal > SIGNIFICANT * noiseSigma;
        return new ChannelPower(
                Decibels.of(total),
                seen ? Decibels.of(signal) : Double.NaN,
                Decibels.of(noise),
                seen ? Decibels.of(1 + noiseSigma / signal) : Double.NaN,
                measured,
                row.unit());
    }

    /** Signal-to-noise ratio in the channel, dB; not-a-number without a signal. */
    public double snrDb() {
        return signalDb - noiseDb;
    }
}
