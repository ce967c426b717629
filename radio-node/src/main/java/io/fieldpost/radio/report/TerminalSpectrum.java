package io.fieldpost.radio.report;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A spectrum as lines of text, with block elements of Unicode: eight steps of level a line. Each column shows its strongest cell. */
public final class TerminalSpectrum {
    /** Characters before the drawing: a level of up to four and a bar. */
    public static final int MARGIN = 6;

    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final String SHADES = " ░▒▓█";
    private static final int LABEL_ROOM = 12;
    private static final int LEAST_WIDTH = 20;
    private static final int LEAST_HEIGHT = 4;
    private static final int MOST = 1000;

    private TerminalSpectrum() {}

    /**
     * Draws a row.
     *
     * @param width characters of each line, 20 to 1000
     * @param height lines, 4 to 1000: two for the frequency axis, the rest for levels
     * @return as many lines of that length at most
     */
    public static List<String> draw(SpectrumRow row, int width, int height) {
        if (width < LEAST_WIDTH || height < LEAST_HEIGHT || width > MOST || height > MOST) {
            throw new IllegalArgumentException(
                    "drawing of " + width + " by " + height + " characters is not between 20 by 4 and 1000 by 1000");
        }
        float[] columns = new float[width - MARGIN];
        Columns.peaks(row, columns);
        float[] range = Columns.range(columns);
        List<String> lines = levels(columns, range, height - 2);
        lines.add(axis(row, columns.length));
        lines.add(labels(row, columns.length));
        return lines;
    }

    private static List<String> levels(float[] columns, float[] range, int height) {
        List<String> lines = new ArrayList<>();
        double perLine = (range[1] - range[0]) / (double) height;
        for (int y = height - 1; y >= 0; y--) {
            double bottom = range[0] + y * perLine;
            StringBuilder line = new StringBuilder();
            boolean labelled = y == height - 1 || y == 0 || y == height / 2;
            double shown = y == height - 1 ? range[1] : bottom;
            line.append(labelled ? String.format(Locale.ROOT, "%4.0f", shown) : "    ")
                    .append(" │");
            for (float level : columns) {
                double eighths = Float.isNaN(level) ? 0 : 8 * (level - bottom) / perLine;
                line.append(EIGHTHS.charAt((int) Math.max(0, Math.min(8, Math.round(eighths)))));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static double tickStep(SpectrumRow row, int width) {
        return Ticks.step(row.cells() * row.stepHz(), Math.max(1, width / LABEL_ROOM));
    }

    private static int column(SpectrumRow row, double hertz, int width) {
        return (int) ((hertz - row.startHz() + row.stepHz() / 2) / (row.cells() * row.stepHz()) * width);
    }

    private static double stop(SpectrumRow row) {
        return row.frequencyHz(row.cells() - 1);
    }

    private static String axis(SpectrumRow row, int width) {
        StringBuilder line = new StringBuilder(
                String.format("%4s", Ticks.levelName(row.unit())).substring(0, 4) + " └");
        double step = tickStep(row, width);
        StringBuilder rule = new StringBuilder("─".repeat(width));
        for (double f = Ticks.first(row.startHz(), step); f <= stop(row); f += step) {
            rule.setCharAt(Math.min(width - 1, column(row, f, width)), '┴');
        }
        return line.append(rule).toString();
    }

    private static String labels(SpectrumRow row, int width) {
        StringBuilder line = new StringBuilder(" ".repeat(MARGIN + width));
        double step = tickStep(row, width);
        String unit = Ticks.unitName(stop(row));
        int free = 0;
        for (double f = Ticks.first(row.startHz(), step); f <= stop(row); f += step) {
            String label = Ticks.frequency(f, step, stop(row)) + (free == 0 ? " " + unit : "");
            int centred = MARGIN + column(row, f, width) - label.length() / 2;
            int at = Math.max(0, Math.min(line.length() - label.length(), centred));
            if (at >= free) {
                line.replace(at, at + label.length(), label);
                free = at + label.length() + 1;
            }
        }
        return line.toString().stripTrailing();
    }

    /**
     * One line of a waterfall, to be printed below the last.
     *
     * @param width characters
     * @param lowDb level that is blank
     * @param highDb level that is full
     */
    public static String waterfallLine(SpectrumRow row, int width, double lowDb, double highDb) {
        float[] columns = new float[width];
        Columns.peaks(row, columns);
        StringBuilder line = new StringBuilder(width);
        for (float level : columns) {
            double share = Float.isNaN(level) ? 0 : (level - lowDb) / (highDb - lowDb);
            line.append(SHADES.charAt((int) Math.max(0, Math.min(4, Math.floor(share * 5)))));
        }
        return line.toString();
    }
}
