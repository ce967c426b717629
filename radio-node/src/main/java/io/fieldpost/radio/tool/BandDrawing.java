package io.fieldpost.radio.tool;

import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.radio.detect.Detection;
import io.fieldpost.radio.report.TerminalSpectrum;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A band in the terminal: a head, a mark above each emission, the spectrum, and the strongest emissions. Drawn over where a person looks on. */
final class BandDrawing {
    private static final int HEIGHT = 16;
    private static final int LEAST_WIDTH = 20;
    private static final int LISTED = 8;

    private final ToolContext context;
    private int drawn;

    BandDrawing(ToolContext context) {
        this.context = context;
    }

    /** Draws it; in place of the last drawing where a person looks on. */
    void draw(String head, SpectrumRow row, List<Detection> found) {
        List<String> lines = lines(head, row, found);
        if (context.interactive() && drawn > 0) {
            context.out().print("\u001b[" + drawn + "A\r\u001b[J");
        }
        lines.forEach(context.out()::println);
        context.out().flush();
        drawn = lines.size();
    }

    private List<String> lines(String head, SpectrumRow row, List<Detection> found) {
        int width = Math.max(LEAST_WIDTH, context.width());
        List<String> lines = new ArrayList<>();
        lines.add(shortened(head, width));
        lines.add(marks(row, found, width));
        lines.addAll(TerminalSpectrum.draw(row, width, HEIGHT));
        lines.add(found.isEmpty() ? "no emission" : found.size() == 1 ? "1 emission" : found.size() + " emissions");
        list(found).forEach(line -> lines.add(shortened(line, width)));
        return lines;
    }

    private static String marks(SpectrumRow row, List<Detection> found, int width) {
        int columns = width - TerminalSpectrum.MARGIN;
        StringBuilder line = new StringBuilder(" ".repeat(width));
        for (Detection each : found) {
            double cell = (each.centerHz() - row.startHz()) / row.stepHz() + 0.5;
            int column = (int) Math.max(0, Math.min(columns - 1, cell / row.cells() * columns));
            line.setCharAt(TerminalSpectrum.MARGIN + column, '▼');
        }
        return line.toString().stripTrailing();
    }

    private static List<String> list(List<Detection> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        TextTable table = new TextTable("MHz", "kHz wide", "level dBFS", "SNR dB");
        found.stream()
                .sorted(Comparator.comparingDouble(Detection::levelDb).reversed())
                .limit(LISTED)
                .sorted(Comparator.comparingDouble(Detection::centerHz))
                .forEach(each -> table.add(
                        Figures.fixed(each.centerHz() / 1e6, 4),
                        Figures.one(each.bandwidthHz() / 1e3),
                        Figures.one(each.levelDb()),
                        Figures.one(each.snrDb())));
        List<String> lines = new ArrayList<>(table.lines());
        if (found.size() > LISTED) {
            lines.set(0, lines.get(0) + "  (the " + LISTED + " strongest)");
        }
        return lines;
    }

    private static String shortened(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width);
    }
}
