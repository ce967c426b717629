package io.fieldpost.radio.tool;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Fft;
import io.fieldpost.radio.spectrum.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring stretches of bins as signals in time, in pieces spread over a part of the recording, each stretch together with all before it.
 *
 * <p>A piece is transformed behind a window, its bins are taken, transformed back and freed of the window; only the middle half is kept, in
 * which the window is not small. There are twice as many values as the band needs, so that products of powers don't fold. Time runs
 * backwards in them, which powers don't mind. Memory: {@value #VALUES} to four times as
 * many values for each stretch that is asked for and piece; 25 MB and less.
 */
final class LineSignals {
    /** Fewer give no deviation to rely on. */
    private static final int FEWEST_PIECES = 8;

    private static final int MOST_PIECES = 16;

    /** Of a piece, where the band is wide; fewer would tell too little. */
    private static final int VALUES = 2_048;

    private static final int LARGEST = 1 << 20;

    /** Keying at 50 Bd changes in nearly each piece. */
    private static final double LONGEST_SECONDS = 0.1;

    /** A piece tells apart what rows do: behind another window, with narrower lines. */
    private static final int FEWEST_TRANSFORMS = 2;

    private final RowShape shape;
    private final List<Stretch> lines;
    private final int samples;
    private final int values;
    private final float[] window;
    private final Fft back;
    private final List<PieceSignal> spectra = new ArrayList<>();
    private final List<PieceSignal[]> signals = new ArrayList<>();

    private LineSignals(RowShape shape, List<Stretch> lines, int samples) {
        this.shape = shape;
        this.lines = lines;
        this.samples = samples;
        double bins = width() * (double) samples / shape.size();
        values = Math.max(16, 4 * Integer.highestOneBit((int) Math.ceil(bins)));
        window = Window.HANN.coefficients(values);
        back = new Fft(values);
    }

    /**
     * Reads them.
     *
     * @param lines in the order of frequency
     * @return without a piece when the time is too short
     */
    static LineSignals of(SampleReader reader, RowShape shape, List<Stretch> lines, long from, long to)
            throws IOException {
        double widthHz = (lines.get(lines.size() - 1).to() - lines.get(0).from()) * shape.stepHz();
        double wanted = Math.min(LARGEST, Math.min(LONGEST_SECONDS, VALUES / widthHz) * shape.sampleRateHz());
        long most = 2 * (to - from) / (FEWEST_PIECES + 1);
        int samples = Integer.highestOneBit((int) Math.min(most, Math.max(wanted, FEWEST_TRANSFORMS * shape.size())));
        LineSignals signals = new LineSignals(shape, lines, samples);
        if (samples >= FEWEST_TRANSFORMS * shape.size()) {
            signals.read(reader, from, to);
        }
        return signals;
    }

    int lines() {
        return lines.size();
    }

    int pieces() {
        return spectra.size();
    }

    /** Signal of the stretches below one; up to their number, for all. */
    PieceSignal below(int piece, int line) {
        PieceSignal[] known = signals.get(piece);
        if (known[line] == null) {
            known[line] = signal(spectra.get(piece), line);
        }
        return known[line];
    }

    private int width() {
        return lines.get(lines.size() - 1).to() - lines.get(0).from();
    }

    private void read(SampleReader reader, long from, long to) throws IOException {
        Fft there = new Fft(samples);
        float[] taper = Window.HANN.coefficients(samples);
        long last = to - from - samples;
        int count = (int) Math.min(MOST_PIECES, 1 + last / (samples / 2));
        for (int i = 0; i < count; i++) {
            Baseband piece = reader.span(from + last * i / (count - 1), samples);
            for (int k = 0; k < samples; k++) {
                piece.re()[k] *= taper[k] / samples;
                piece.im()[k] *= taper[k] / samples;
            }
            there.transform(piece.re(), piece.im());
            spectra.add(ofLines(piece));
            signals.add(new PieceSignal[lines.size() + 1]);
        }
    }

    /** The bins of the stretches, from the first on. */
    private PieceSignal ofLines(Baseband spectrum) {
        PieceSignal kept = new PieceSignal(new float[values], new float[values]);
        for (int i = 0; i < lines.size(); i++) {
            int origin = (lines.get(0).from() - shape.size() / 2) * ratio() - ratio() / 2;
            for (int k = begin(i); k < begin(i) + lines.get(i).width() * ratio(); k++) {
                kept.re()[k] = spectrum.re()[origin + k & samples - 1];
                kept.im()[k] = spectrum.im()[origin + k & samples - 1];
            }
        }
        return kept;
    }

    private int ratio() {
        return samples / shape.size();
    }

    private int begin(int line) {
        return line == lines.size()
                ? values
                : (lines.get(line).from() - lines.get(0).from()) * ratio();
    }

    private PieceSignal signal(PieceSignal spectrum, int line) {
        float[] re = Arrays.copyOf(Arrays.copyOf(spectrum.re(), begin(line)), values);
        float[] im = Arrays.copyOf(Arrays.copyOf(spectrum.im(), begin(line)), values);
        back.transform(re, im);
        PieceSignal middle = new PieceSignal(new float[values / 2], new float[values / 2]);
        for (int i = 0; i < values / 2; i++) {
            float undone = 1 / window[values / 4 + i];
            middle.re()[i] = re[values / 4 + i] * undone;
            middle.im()[i] = im[values / 4 + i] * undone;
        }
        return middle;
    }
}
