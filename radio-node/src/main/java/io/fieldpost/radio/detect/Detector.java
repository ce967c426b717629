package io.fieldpost.radio.detect;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what stands above the noise in each row: threshold, hysteresis, joining of what gaps tear apart, parting of what stands side by
 * side, least width, and measures of each.
 *
 * <p>A cell that reaches the threshold takes its neighbours along as far as they reach the lower threshold: the hysteresis below the
 * upper one, but never so low that noise alone reaches it more often than {@value #OFF_FALSE_ALARM}, or emissions would grow into
 * the noise when the rows have few looks; and never below half the least distance from the floor, or they would grow into its ripples
 * when the rows have many.
 *
 * <p>One thread. Allocates for what it finds, and for a row of a new size; nothing for noise.
 */
public final class Detector {
    private static final double OFF_FALSE_ALARM = 0.01;

    private final DetectionSettings settings;
    private final NoiseEstimate noise;
    private final ThresholdLine line;
    private final ThresholdLine least = new ThresholdLine.GammaLine(OFF_FALSE_ALARM);
    private final Valleys valleys;
    private float[] noiseDb = new float[0];
    private float[] onDb = new float[0];
    private float[] offDb = new float[0];

    /**
     * @param noise where the noise floor comes from
     */
    public Detector(DetectionSettings settings, NoiseEstimate noise) {
        this.settings = settings;
        this.noise = noise;
        this.line = ThresholdLine.of(settings.threshold());
        this.valleys = new Valleys(settings.valleyDb());
    }

    /** What is in a row, in the order of frequency. */
    public List<Detection> detect(SpectrumRow row) {
        prepare(row.cells());
        noise.estimate(row, noiseDb);
        line.draw(row, noiseDb, onDb);
        drawBoth(row);
        List<Stretch> stretches = Stretches.find(row.cells(), row.levelDb(), onDb, offDb);
        if (stretches.isEmpty()) {
            return List.of();
        }
        List<Detection> found = new ArrayList<>();
        for (Stretch stretch : stretches) {
            for (Stretch part : valleys.part(stretch, row.levelDb(), row.looks())) {
                if (part.cells() * row.stepHz() >= settings.minWidthHz()) {
                    found.add(Extent.measure(row, noiseDb, part));
                }
            }
        }
        return found;
    }

    /** The noise floor under the row last given, a value a cell; overwritten by the next row, not to be changed. */
    public float[] noiseDb() {
        return noiseDb;
    }

    private void prepare(int cells) {
        if (noiseDb.length != cells) {
            noiseDb = new float[cells];
            onDb = new float[cells];
            offDb = new float[cells];
        }
    }

    private void drawBoth(SpectrumRow row) {
        least.draw(row, noiseDb, offDb);
        float hysteresis = (float) settings.hysteresisDb();
        float leastOn = (float) settings.leastDb();
        for (int i = 0; i < offDb.length; i++) {
            onDb[i] = Math.max(onDb[i], noiseDb[i] + leastOn);
            float off = Math.max(offDb[i], noiseDb[i] + leastOn / 2);
            offDb[i] = Math.min(onDb[i], Math.max(off, onDb[i] - hysteresis));
        }
    }
}
