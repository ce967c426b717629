package io.fieldpost.radio.licence;

import io.fieldpost.config.Place;
import io.fieldpost.config.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits comma-separated text (RFC 4180) into rows of cells that know where they stand. Cells in double quotes may hold commas, line ends
 * and doubled quotes; blank lines are skipped; lines end with LF, CR LF or CR.
 */
final class Cells {
    private static final int LONGEST_SHOWN = 60;

    /**
     * One cell.
     *
     * @param text without its quotes; spaces around an unquoted cell are not part of it
     * @param place of its first character
     */
    record Cell(String text, Place place) {}

    private final String file;
    private final String text;
    private final List<Problem> problems;
    private final List<List<Cell>> rows = new ArrayList<>();
    private List<Cell> row = new ArrayList<>();
    private int at;
    private int line = 1;
    private int column = 1;

    private Cells(String file, String text, List<Problem> problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    static List<List<Cell>> split(String file, String text, List<Problem> problems) {
        return new Cells(file, text, problems).split();
    }

    /** Short, and without characters that a terminal obeys. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(c -> {
            int type = Character.getType(c);
            boolean plain = type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
            safe.appendCodePoint(plain ? c : '\uFFFD');
        });
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN
                ? safe.append('…').toString()
                : safe.toString();
    }

    private List<List<Cell>> split() {
        while (at < text.length()) {
            cell();
            if (at < text.length() && text.charAt(at) == ',') {
                step();
                if (at == text.length()) {
                    row.add(new Cell("", here()));
                }
            } else {
                endRow();
            }
        }
        endRow();
        return rows;
    }

    private void cell() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            step();
        }
        Place place = here();
        if (at < text.length() && text.charAt(at) == '"') {
            row.add(new Cell(quoted(place), place));
            afterQuote();
        } else {
            int from = at;
            while (!atEndOfCell()) {
                step();
            }
            row.add(new Cell(text.substring(from, at).strip(), place));
        }
    }

    private String quoted(Place place) {
        StringBuilder inside = new StringBuilder();
        step();
        while (at < text.length()) {
            boolean quote = text.charAt(at) == '"';
            if (quote && !(at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                step();
                return inside.toString();
            }
            if (quote) {
                step();
            }
            inside.appendCodePoint(text.codePointAt(at));
            step();
        }
        problems.add(new Problem(place, "", "a quotation mark is opened here and never closed; close it with \""));
        return inside.toString();
    }

    private void afterQuote() {
        Place place = here();
        int from = at;
        while (!atEndOfCell()) {
            step();
        }
        if (!text.substring(from, at).isBlank()) {
            problems.add(new Problem(
                    place,
                    "",
                    "a comma or the end of the line is missing after the quotation mark; write a \" inside as \"\""));
        }
    }

    private boolean atEndOfCell() {
        return at >= text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0;
    }

    private void endRow() {
        boolean blank = row.size() == 1 && row.get(0).text().isEmpty();
        if (!row.isEmpty() && !blank) {
            rows.add(row);
        }
        row = new ArrayList<>();
        if (at < text.length()) {
            step();
        }
    }

    private Place here() {
        return new Place(file, line, column);
    }

    /** One character on, or over a whole line end. */
    private void step() {
        char c = text.charAt(at);
        if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        }
        if (c == '\r' || c == '\n') {
            at++;
            line++;
            column = 1;
        } else {
            at += Character.charCount(text.codePointAt(at));
            column++;
        }
    }
}
