package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Draws a picture: the newest spectrum above (bright, over the strongest of all rows), and below it the rows as a waterfall, the newest at the
 * top. Both share the frequency axis; colours of the waterfall are those of the scale of levels.
 */
public final class SpectrumPng {
    private static final int LEFT = 56;
    private static final int RIGHT = 14;
    private static final int TOP = 22;
    private static final int AXIS = 32;
    private static final int BOTTOM = 8;
    private static final int LABEL_ROOM = 90;
    private static final int LEAST_WIDTH = 320;
    private static final int LEAST_HEIGHT = 200;
    private static final int MOST = 4096;

    private final Canvas canvas;
    private final List<SpectrumRow> rows;
    private final SpectrumRow newest;
    private final int plotWidth;
    private final int spectrumHeight;
    private final int waterfallHeight;
    private final float[] range;
    private final float[] peaks;

    private SpectrumPng(List<SpectrumRow> rows, int width, int height) {
        this.rows = rows;
        newest = rows.get(rows.size() - 1);
        canvas = new Canvas(width, height);
        plotWidth = width - LEFT - RIGHT;
        spectrumHeight = (height - TOP - AXIS - BOTTOM) / 2;
        waterfallHeight = height - TOP - AXIS - BOTTOM - spectrumHeight;
        peaks = strongest();
        range = range();
    }

    /**
     * Writes a PNG; the stream is left open.
     *
     * @param rows of one range, the oldest first; the newest ones are drawn, one at least a line of pixels
     * @param width pixels, 320 to 4096
     * @param height pixels, 200 to 4096
     */
    public static void write(List<SpectrumRow> rows, int width, int height, OutputStream out) throws IOException {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no row to draw");
        }
        if (width < LEAST_WIDTH || height < LEAST_HEIGHT || width > MOST || height > MOST) {
            throw new IllegalArgumentException(
                    "picture of " + width + " by " + height + " pixels is not between 320 by 200 and 4096 by 4096");
        }
        for (SpectrumRow row : rows) {
            if (row.startHz() != rows.get(0).startHz()
                    || row.cells() != rows.get(0).cells()) {
                throw new IllegalArgumentException("rows of different ranges don't go into one picture: "
                        + rows.get(0).startHz() + " and " + row.startHz() + " Hz");
            }
        }
        SpectrumPng picture = new SpectrumPng(rows, width, height);
        picture.draw();
        Png.write(picture.canvas, Palette.bytes(), out);
    }

    private void draw() {
        title();
        levelAxis();
        spectrum(peaks, Palette.PEAK);
        float[] columns = new float[plotWidth];
        Columns.peaks(newest, columns);
        spectrum(columns, Palette.TRACE);
        frequencyAxis();
        waterfall(columns);
    }

    private float[] strongest() {
        float[] strongest = new float[plotWidth];
        Columns.peaks(newest, strongest);
        float[] columns = new float[plotWidth];
        for (SpectrumRow row : rows) {
            Columns.peaks(row, columns);
            for (int x = 0; x < plotWidth; x++) {
                if (!(columns[x] <= strongest[x]) && !Float.isNaN(columns[x])) {
                    strongest[x] = columns[x];
                }
            }
        }
        return strongest;
    }

    /** From the newest row's floor to the strongest of all. */
    private float[] range() {
        float[] columns = new float[plotWidth];
        Columns.peaks(newest, columns);
        float[] lower = Columns.range(columns);
        float[] upper = Columns.range(peaks);
        return new float[] {Math.min(lower[0], upper[0]), Math.max(lower[1], upper[1])};
    }

    private void title() {
        double stop = newest.frequencyHz(newest.cells() - 1);
        String text = String.format(
                Locale.ROOT,
                "%s - %s %s, %s, %s",
                Ticks.frequency(newest.startHz(), newest.stepHz(), stop),
                Ticks.frequency(stop, newest.stepHz(), stop),
                Ticks.unitName(stop),
                Ticks.levelName(newest.unit()),
                time(newest.time()));
        canvas.text(LEFT, (TOP - Canvas.LETTER_HEIGHT) / 2, text, Palette.TEXT);
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private int y(float level) {
        double share = (level - range[0]) / (range[1] - range[0]);
        return TOP + (int) Math.round((1 - Math.max(0, Math.min(1, share))) * (spectrumHeight - 1));
    }

    private void levelAxis() {
        double step = Math.max(10, Ticks.step(range[1] - range[0], spectrumHeight / 24));
        for (double level = Ticks.first(range[0], step); level <= range[1]; level += step) {
            int y = y((float) level);
            canvas.fill(LEFT, y, plotWidth, 1, Palette.GRID);
            String label = String.format(Locale.ROOT, "%.0f", level);
            int top = Math.min(TOP + spectrumHeight - Canvas.LETTER_HEIGHT, y - Canvas.LETTER_HEIGHT / 2);
            canvas.text(LEFT - 6 - Canvas.widthOf(label), top, label, Palette.TEXT);
        }
        for (int y = 0; y < spectrumHeight; y++) {
            float level = range[1] - (range[1] - range[0]) * y / spectrumHeight;
            canvas.fill(2, TOP + y, 6, 1, Palette.heat(level, range[0], range[1]));
        }
    }

    private void spectrum(float[] columns, int colour) {
        int before = -1;
        for (int x = 0; x < columns.length; x++) {
            if (Float.isNaN(columns[x])) {
                before = -1;
                continue;
            }
            int y = y(columns[x]);
            int top = before < 0 ? y : Math.min(y, before);
            int bottom = before < 0 ? y : Math.max(y, before);
            canvas.fill(LEFT + x, top, 1, bottom - top + 1, colour);
            before = y;
        }
    }

    private void frequencyAxis() {
        int top = TOP + spectrumHeight;
        double span = newest.cells() * newest.stepHz();
        double stop = newest.frequencyHz(newest.cells() - 1);
        double step = Ticks.step(span, Math.max(1, plotWidth / LABEL_ROOM));
        canvas.fill(LEFT, top, plotWidth, 1, Palette.TEXT);
        for (double f = Ticks.first(newest.startHz(), step); f <= stop; f += step) {
            int x = LEFT + (int) ((f - newest.startHz() + newest.stepHz() / 2) / span * plotWidth);
            canvas.fill(x, top, 1, 6, Palette.TEXT);
            String label = Ticks.frequency(f, step, stop);
            int wide = Canvas.widthOf(label);
            canvas.text(Math.max(LEFT, Math.min(canvas.width - wide - 1, x - wide / 2)), top + 10, label, Palette.TEXT);
        }
        canvas.text(LEFT - 6 - Canvas.widthOf(Ticks.unitName(stop)), top + 10, Ticks.unitName(stop), Palette.TEXT);
    }

    /** The newest at the top; all the height is used, and no row is left out before the oldest. */
    private void waterfall(float[] columns) {
        int top = TOP + spectrumHeight + AXIS;
        int shown = Math.min(rows.size(), waterfallHeight);
        for (int i = 0; i < shown; i++) {
            Columns.peaks(rows.get(rows.size() - 1 - i), columns);
            int from = i * waterfallHeight / shown;
            int to = (i + 1) * waterfallHeight / shown;
            for (int x = 0; x < plotWidth; x++) {
                canvas.fill(LEFT + x, top + from, 1, to - from, Palette.heat(columns[x], range[0], range[1]));
            }
        }
    }
}
