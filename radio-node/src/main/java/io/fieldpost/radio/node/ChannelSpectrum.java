package io.fieldpost.radio.node;

import io.fieldpost.radio.measure.ChannelPower;
import io.fieldpost.radio.measure.NoiseFloor;
import io.fieldpost.radio.measure.SignalMeasure;
import io.fieldpost.radio.measure.SignalMeter;
import io.fieldpost.radio.spectrum.SpectrumRow;
import org.jspecify.annotations.Nullable;

/**
 * What a spectrum says about one channel in it.
 *
 * @param signal what stands above the noise there; null when nothing does
 * @param noiseDb noise in the channel's width, in the unit of the spectrum's levels
 */
record ChannelSpectrum(@Nullable SignalMeasure signal, double noiseDb) {
    private static final double SIGNIFICANT_SNR_DB = 3;

    /** Measures the channel of a width around a frequency. */
    static ChannelSpectrum of(SpectrumRow row, double frequencyHz, double bandwidthHz) {
        float[] noise = new NoiseFloor().of(row);
        double low = frequencyHz - bandwidthHz / 2;
        double high = frequencyHz + bandwidthHz / 2;
        SignalMeasure signal = new SignalMeter()
                .measure(row, noise, low, high, frequencyHz)
                .filter(measure -> measure.snrDb() >= SIGNIFICANT_SNR_DB)
                .orElse(null);
        return new ChannelSpectrum(
                signal, ChannelPower.of(row, noise, low, high).noiseDb());
    }
}
