package io.fieldpost.radio.calibration;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads comma-separated tables with a header (RFC 4180, one record a line): names of columns in any order, quotes where a text holds a
 * comma, lines that begin with {@code #} and empty lines left out, a byte order mark allowed. All problems of a file are found at once; each
 * is told at its line and column.
 */
final class Csv {
    static final int MOST_ROWS = 100_000;
    private static final int MOST_PROBLEMS = 100;

    /**
     * One line.
     *
     * @param line from 1
     * @param numbers by index of the column asked for; not-a-number where it is empty
     * @param texts by the same index; empty where it is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(int line, double[] numbers, String[] texts) {}

    /**
     * One value of a line.
     *
     * @param text without quotes and outer blanks
     * @param column where it begins, from 1, in code points
     */
    private record Cell(String text, int column) {}

    private final String file;
    private final List<Column> columns;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** For each value of a line, which column it is; −1 for none. */
    private int[] order = new int[0];

    private Csv(String file, List<Column> columns) {
        this.file = file;
        this.columns = columns;
    }

    /**
     * Reads a table.
     *
     * @param problems where complaints are added
     * @return rows without a complaint
     */
    static List<Row> read(TableFile table, List<Column> columns, List<Problem> problems) {
        Csv csv = new Csv(table.name(), columns);
        csv.read(table.text());
        problems.addAll(csv.problems);
        return csv.rows;
    }

    private void read(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        boolean header = false;
        int number = 0;
        for (String line : (Iterable<String>) content.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!header) {
                readHeader(number, cells(number, line));
                header = true;
                if (!problems.isEmpty()) {
                    return;
                }
            } else if (rows.size() >= MOST_ROWS) {
                complain(number, 1, "", "more than " + MOST_ROWS + " rows");
                return;
            } else {
                readRow(number, cells(number, line));
            }
            if (problems.size() >= MOST_PROBLEMS) {
                complain(number, 1, "", "and perhaps more; the first " + MOST_PROBLEMS + " problems are told");
                return;
            }
        }
        if (!header) {
            problems.add(new Problem(Place.wholeFile(file), "", "no header; expected a line with " + allowed()));
        }
    }

    private void readHeader(int line, List<Cell> cells) {
        order = new int[cells.size()];
        boolean[] seen = new boolean[columns.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = indexOf(cells.get(i).text());
            if (order[i] < 0) {
                complain(line, cells.get(i).column(), cells.get(i).text(), "unknown column; allowed: " + allowed());
            } else if (seen[order[i]]) {
                complain(line, cells.get(i).column(), cells.get(i).text(), "column stands twice");
            } else {
                seen[order[i]] = true;
            }
        }
        for (int i = 0; i < seen.length; i++) {
            if (columns.get(i).required() && !seen[i]) {
                complain(line, 1, columns.get(i).name(), "column is missing; the header has to name it");
            }
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private String allowed() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private void readRow(int line, List<Cell> cells) {
        int before = problems.size();
        if (cells.size() != order.length) {
            complain(line, 1, "", cells.size() + " values instead of the header's " + order.length);
            return;
        }
        double[] numbers = new double[columns.size()];
        String[] texts = new String[columns.size()];
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(texts, "");
        for (int i = 0; i < order.length; i++) {
            Column column = columns.get(order[i]);
            texts[order[i]] = cells.get(i).text();
            if (column.numeric()) {
                numbers[order[i]] = number(line, cells.get(i), column);
            }
        }
        if (problems.size() == before) {
            rows.add(new Row(line, numbers, texts));
        }
    }

    private double number(int line, Cell cell, Column column) {
        if (cell.text().isEmpty()) {
            if (column.required()) {
                complain(line, cell.column(), column.name(), "is empty; a number is needed");
            }
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(cell.text());
            if (value >= column.least() && value <= column.most()) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with what is allowed
        }
        complain(
                line,
                cell.column(),
                column.name(),
                "not a number from " + plain(column.least()) + " to " + plain(column.most()) + ": '"
                        + shortened(cell.text()) + "'");
        return Double.NaN;
    }

    private static String plain(double limit) {
        return limit == Math.rint(limit) && Math.abs(limit) < 1e15
                ? Long.toString((long) limit)
                : Double.toString(limit);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private List<Cell> cells(int line, String text) {
        List<Cell> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell(text, begin, cell));
                cell.setLength(0);
                begin = i + 1;
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            complain(line, text.codePointCount(0, begin) + 1, "", "quotes are not closed in this line");
        }
        cells.add(cell(text, begin, cell));
        return cells;
    }

    private static Cell cell(String line, int begin, StringBuilder content) {
        return new Cell(content.toString().strip(), line.codePointCount(0, begin) + 1);
    }

    private void complain(int line, int column, String path, String message) {
        problems.add(new Problem(new Place(file, line, column), path, message));
    }
}
