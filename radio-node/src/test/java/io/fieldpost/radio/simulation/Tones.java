package io.fieldpost.radio.simulation;

import java.util.List;
import java.util.Random;

/**
 * Plain carriers over white noise, for answers worked on paper. Gain is relative to 0 dB and raises everything.
 *
 * @param tones carriers and their levels
 * @param noiseDbfsPerHz density of the noise, which should dither the converter's steps: not below −108 at 2.4 MS/s
 */
public record Tones(List<Station> tones, double noiseDbfsPerHz) implements SignalSource {
    @Override
    public byte[] loop(long centerHz, long sampleRateHz, double gainDb) {
        Loop loop = new Loop(sampleRateHz);
        for (Station tone : tones) {
            double offset = tone.frequencyHz() - centerHz;
            if (Math.abs(offset) < sampleRateHz / 2.0) {
                loop.addTone(offset, Math.pow(10, (tone.levelDbfs() + gainDb) / 20));
            }
        }
        loop.addNoise(Math.pow(10, (noiseDbfsPerHz + gainDb) / 10) * sampleRateHz, new Random(centerHz));
        return loop.quantised();
    }
}
