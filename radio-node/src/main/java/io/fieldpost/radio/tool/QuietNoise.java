package io.fieldpost.radio.tool;

import io.fieldpost.radio.spectrum.Periodogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The noise that bursts of a recording stand out of, one floor for all of it. A burst may be as wide as the recording, so the floor can't be
 * read beside it: it is read from before and after it. Of some hundred transforms spread over the recording, those are averaged whose
 * total power is not more than {@value #RANGE} times that of the quietest fifth, and smoothed over neighbouring bins. What never pauses is part of it.
 */
final class QuietNoise {
    private static final int MOST_FRAMES = 512;
    private static final double QUIET = 0.2;
    private static final int REACH = 4;
    private static final double RANGE = 1.5;

    private QuietNoise() {}

    /** Reads the level of the noise in each bin of the rows, dBFS. */
    static float[] of(SampleReader reader, RowShape shape) throws IOException {
        double[] quiet = smoothed(quietest(reader, shape));
        float[] noise = new float[quiet.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (10 * Math.log10(Math.max(1e-20, quiet[i])));
        }
        return noise;
    }

    private static double[] quietest(SampleReader reader, RowShape shape) throws IOException {
        List<double[]> frames = frames(reader, shape);
        frames.sort(Comparator.comparingDouble(QuietNoise::total));
        int fifth = Math.max(1, (int) (QUIET * frames.size()));
        double most = RANGE
                * frames.subList(0, fifth).stream()
                        .mapToDouble(QuietNoise::total)
                        .average()
                        .orElse(0);
        int count = fifth;
        while (count < frames.size() && total(frames.get(count)) <= most) {
            count++;
        }
        double[] mean = new double[shape.size()];
        for (double[] frame : frames.subList(0, count)) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame[i] / count;
            }
        }
        return mean;
    }

    private static double total(double[] frame) {
        return Arrays.stream(frame).sum();
    }

    private static List<double[]> frames(SampleReader reader, RowShape shape) throws IOException {
        long whole = reader.recorded().samples() / shape.size();
        int count = (int) Math.min(MOST_FRAMES, whole);
        Periodogram periodogram = shape.periodogram(reader.recorded().format());
        byte[] data = new byte[reader.bytes(shape.size())];
        List<double[]> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int read = reader.read(i * whole / count * shape.size(), data, shape.size());
            periodogram.clear();
            if (read == shape.size()) {
                periodogram.accept(data, 0, data.length);
                double[] powers = new double[shape.size()];
                shape.powers(periodogram, powers);
                frames.add(powers);
            }
        }
        return frames;
    }

    private static double[] smoothed(double[] powers) {
        double[] smooth = new double[powers.length];
        for (int i = 0; i < powers.length; i++) {
            int from = Math.max(0, i - REACH);
            int to = Math.min(powers.length, i + REACH + 1);
            for (int k = from; k < to; k++) {
                smooth[i] += powers[k] / (to - from);
            }
        }
        return smooth;
    }
}
