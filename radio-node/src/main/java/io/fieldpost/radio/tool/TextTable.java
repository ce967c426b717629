package io.fieldpost.radio.tool;

import java.util.ArrayList;
import java.util.List;

/** Lines of text with columns under one another, two spaces apart; numbers to the right. */
final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();

    TextTable(String... heads) {
        lines.add(List.of(heads));
    }

    /** Adds a line; it has as many cells as there are heads. */
    void add(String... cells) {
        lines.add(List.of(cells));
    }

    /** All lines, the heads first. */
    List<String> lines() {
        int columns = lines.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numeric[column] = lines.size() > 1;
            for (List<String> line : lines) {
                String cell = line.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                numeric[column] &= line == lines.get(0) || cell.isEmpty() || cell.matches("-?[0-9][0-9.]*");
            }
        }
        return lines.stream().map(line -> line(line, widths, numeric)).toList();
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String gap = " ".repeat(widths[column] - cells.get(column).length());
            line.append(numeric[column] ? gap + cells.get(column) : cells.get(column) + gap);
            line.append("  ");
        }
        return line.toString().stripTrailing();
    }
}
