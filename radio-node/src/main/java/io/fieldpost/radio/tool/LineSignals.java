package io.fieldpost.radio.tool;

import io.fieldpost.radio.sample.Baseband;
import io.fieldpost.radio.spectrum.Fft;
import io.fieldpost.radio.spectrum.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring stretches of bins as signals in time, in pieces spread over a part of the recording: of each stretch together with all before it.
 *
 * <p>A piece is transformed behind a window, its bins are taken, transformed back and freed of the window; only the middle half is kept, in
 * which the window is not small. There are twice as many values as the band needs, so that products of powers don't fold. Time runs
 * backwards in them, which powers don't mind. Memory: {@value #VALUES} values for each stretch and piece.
 */
final class LineSignals {
    /** Fewer give no deviation to rely on. */
    private static final int FEWEST_PIECES = 8;

    private static final int MOST_PIECES = 16;

    /** In the middle half of a piece. */
    private static final int VALUES = 2_048;

    /** Keying at 50 Bd changes in nearly each. */
    private static final double LONGEST_SECONDS = 0.1;

    /** A piece tells apart what rows do, and better. */
    private static final int FEWEST_TRANSFORMS = 4;

    private final RowShape shape;
    private final List<Stretch> lines;
    private final int samples;
    private final int values;
    private final List<List<PieceSignal>> pieces = new ArrayList<>();

    private LineSignals(RowShape shape, List<Stretch> lines, int samples) {
        this.shape = shape;
        this.lines = lines;
        this.samples = samples;
        double bins = width() * (double) samples / shape.size();
        values = Math.max(16, 4 * Integer.highestOneBit((int) Math.ceil(bins)));
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
        double wanted = Math.min(LONGEST_SECONDS, VALUES / widthHz) * shape.sampleRateHz();
        long most = 2 * (to - from) / (FEWEST_PIECES + 1);
        int samples = Integer.highestOneBit((int) Math.min(most, Math.max(wanted, FEWEST_TRANSFORMS * shape.size())));
        LineSignals signals = new LineSignals(shape, lines, samples);
        if (samples >= FEWEST_TRANSFORMS * shape.size()) {
            signals.read(reader, from, to);
        }
        return signals;
    }

    int pieces() {
        return pieces.size();
    }

    /** Of the stretches up to one, inclusive. */
    PieceSignal upTo(int piece, int line) {
        return pieces.get(piece).get(line);
    }

    private int width() {
        return lines.get(lines.size() - 1).to() - lines.get(0).from();
    }

    private void read(SampleReader reader, long from, long to) throws IOException {
        Fft there = new Fft(samples);
        Fft back = new Fft(values);
        float[] window = Window.HANN.coefficients(samples);
        long last = to - from - samples;
        int count = (int) Math.min(MOST_PIECES, 1 + last / (samples / 2));
        for (int i = 0; i < count; i++) {
            Baseband piece = reader.span(from + last * i / (count - 1), samples);
            for (int k = 0; k < samples; k++) {
                piece.re()[k] *= window[k] / samples;
                piece.im()[k] *= window[k] / samples;
            }
            there.transform(piece.re(), piece.im());
            pieces.add(signals(piece, back));
        }
    }

    private List<PieceSignal> signals(Baseband spectrum, Fft back) {
        float[] re = new float[values];
        float[] im = new float[values];
        int ratio = samples / shape.size();
        List<PieceSignal> signals = new ArrayList<>();
        for (Stretch line : lines) {
            int first = (line.from() - lines.get(0).from()) * ratio;
            int origin = (line.from() - shape.size() / 2) * ratio - ratio / 2;
            for (int k = 0; k < line.width() * ratio; k++) {
                re[first + k] = spectrum.re()[origin + k & samples - 1];
                im[first + k] = spectrum.im()[origin + k & samples - 1];
            }
            float[] timeRe = re.clone();
            float[] timeIm = im.clone();
            back.transform(timeRe, timeIm);
            signals.add(middle(timeRe, timeIm));
        }
        return signals;
    }

    private PieceSignal middle(float[] re, float[] im) {
        float[] window = Window.HANN.coefficients(values);
        float[] middleRe = new float[values / 2];
        float[] middleIm = new float[values / 2];
        for (int i = 0; i < values / 2; i++) {
            middleRe[i] = re[values / 4 + i] / window[values / 4 + i];
            middleIm[i] = im[values / 4 + i] / window[values / 4 + i];
        }
        return new PieceSignal(middleRe, middleIm);
    }
}
