package io.fieldpost.radio.licence;

import io.fieldpost.config.Frequency;
import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import io.fieldpost.radio.licence.Cells.Cell;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one licence list and collects what is wrong with it. */
final class LicenceReader {
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_PROBLEMS = 100;
    private static final List<String> COLUMNS = List.of(
            "frequency",
            "bandwidth",
            "name",
            "level_min",
            "level_max",
            "frequency_tolerance",
            "bandwidth_max",
            "pi",
            "schedule",
            "place",
            "service");
    private static final int NEEDED = 3;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<@Nullable String> header = new ArrayList<>();

    LicenceReader(String file) {
        this.file = file;
    }

    LicenceList read(byte[] content) throws LicenceListException {
        List<Channel> channels = new ArrayList<>();
        if (content.length > MOST_BYTES) {
            problems.add(new Problem(
                    Place.wholeFile(file),
                    "",
                    "the list has " + content.length + " bytes; at most " + MOST_BYTES + " are read"));
        } else {
            List<List<Cell>> rows = Cells.split(file, text(content), problems);
            if (problems.isEmpty()) {
                readHeader(rows);
            }
            // Without names of columns, complaints about their contents would be noise.
            if (problems.isEmpty()) {
                rows.subList(1, rows.size()).forEach(row -> readRow(row, channels));
            }
        }
        if (!problems.isEmpty()) {
            throw new LicenceListException(shown());
        }
        return new LicenceList(channels);
    }

    private String text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            int line =
                    1 + (int) lossless(content).chars().filter(c -> c == '\n').count();
            problems.add(new Problem(
                    new Place(file, line, 1),
                    "",
                    "this line is not UTF-8 text; save the list as UTF-8 (a spreadsheet may have used GBK)"));
            return "";
        }
    }

    /** What stands before the first byte that is not UTF-8. */
    private static String lossless(byte[] content) {
        String replaced = new String(content, StandardCharsets.UTF_8);
        int wrong = replaced.indexOf('\uFFFD');
        return wrong < 0 ? replaced : replaced.substring(0, wrong);
    }

    private void readHeader(List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            problems.add(new Problem(
                    Place.wholeFile(file),
                    "",
                    "the list is empty; its first line names the columns: " + String.join(", ", COLUMNS)));
            return;
        }
        for (Cell cell : rows.get(0)) {
            String name = cell.text();
            if (!COLUMNS.contains(name)) {
                complain(
                        cell,
                        name,
                        "unknown column '" + Cells.printable(name) + "'; allowed: " + String.join(", ", COLUMNS));
            } else if (header.contains(name)) {
                complain(cell, name, "the column is named twice; keep one");
            }
            header.add(name);
        }
        for (String needed : COLUMNS.subList(0, NEEDED)) {
            if (!header.contains(needed)) {
                complain(rows.get(0).get(0), needed, "the column is missing; needed: frequency, bandwidth, name");
            }
        }
    }

    private void readRow(List<Cell> row, List<Channel> channels) {
        if (row.size() > header.size()) {
            complain(
                    row.get(header.size()),
                    "",
                    "more cells than columns (" + header.size() + "); quote a text that holds a comma");
            return;
        }
        int before = problems.size();
        long frequency = needed(row, "frequency");
        long bandwidth = needed(row, "bandwidth");
        String name = text(row, "name");
        if (name.isEmpty()) {
            complain(row.get(0), "name", "the station has no name; write one");
        }
        Long tolerance = value(row, "frequency_tolerance", LicenceReader::hertz);
        Long widest = value(row, "bandwidth_max", LicenceReader::hertz);
        Double lowest = value(row, "level_min", LicenceReader::decibels);
        Double highest = value(row, "level_max", LicenceReader::decibels);
        Integer pi = value(row, "pi", LicenceReader::programme);
        Schedule schedule = value(row, "schedule", Schedule::parse);
        if (lowest != null && highest != null && lowest > highest) {
            complain(
                    row.get(0),
                    "level_min",
                    "level_min " + lowest + " lies above level_max " + highest + "; swap them");
        }
        if (problems.size() == before) {
            channels.add(new Channel(
                    frequency,
                    bandwidth,
                    name,
                    lowest == null ? Double.NaN : lowest,
                    highest == null ? Double.NaN : highest,
                    tolerance == null ? bandwidth / 10 : tolerance,
                    widest == null ? Double.NaN : widest,
                    pi == null ? Channel.NO_PI : pi,
                    schedule == null ? Schedule.ALWAYS : schedule,
                    text(row, "place"),
                    text(row, "service")));
        }
    }

    private long needed(List<Cell> row, String column) {
        int before = problems.size();
        Long hertz = value(row, column, LicenceReader::hertz);
        if ((hertz == null || hertz == 0) && problems.size() == before) {
            complain(row.get(0), column, "the " + column + " is missing or zero; write it like 98.5MHz or 200kHz");
        }
        return hertz == null ? 0 : hertz;
    }

    private <T> @Nullable T value(List<Cell> row, String column, Function<String, T> parser) {
        int index = header.indexOf(column);
        if (index < 0 || index >= row.size() || row.get(index).text().isEmpty()) {
            return null;
        }
        try {
            return parser.apply(row.get(index).text());
        } catch (IllegalArgumentException refused) {
            complain(row.get(index), column, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private String text(List<Cell> row, String column) {
        int index = header.indexOf(column);
        return index < 0 || index >= row.size() ? "" : row.get(index).text();
    }

    private static long hertz(String text) {
        return Frequency.parse(text).hertz();
    }

    private static double decibels(String text) {
        if (text.length() > 20 || !text.matches("[+-]?[0-9]{1,4}(\\.[0-9]*)?")) {
            throw new IllegalArgumentException("'" + Cells.printable(text)
                    + "' is not a level: a number in the unit of the spectrum is wanted; write it like -43.5");
        }
        return Double.parseDouble(text);
    }

    private static int programme(String text) {
        if (!text.matches("[0-9A-Fa-f]{4}")) {
            throw new IllegalArgumentException("'" + Cells.printable(text)
                    + "' is not a PI code: four hexadecimal digits are wanted; write it like C123");
        }
        return Integer.parseInt(text, 16);
    }

    private void complain(Cell cell, String column, String message) {
        problems.add(new Problem(cell.place(), Cells.printable(column), message));
    }

    private List<Problem> shown() {
        Collections.sort(problems);
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        List<Problem> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        Place last = first.get(MOST_PROBLEMS - 1).place();
        first.add(new Problem(last, "", "and " + (problems.size() - MOST_PROBLEMS) + " more problems"));
        return first;
    }
}
