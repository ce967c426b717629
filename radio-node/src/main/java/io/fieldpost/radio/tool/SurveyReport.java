package io.fieldpost.radio.tool;

import io.fieldpost.radio.broadcast.RdsReading;
import io.fieldpost.radio.classify.Classification;
import io.fieldpost.radio.classify.Modulation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what was found in a recording: for a person, as JSON or as CSV. Frequencies are offsets where the centre is not known. */
final class SurveyReport {
    private static final List<String> COLUMNS = List.of(
            "start_s",
            "duration_s",
            "center_hz",
            "bandwidth_hz",
            "level_dbfs",
            "snr_db",
            "class",
            "confidence",
            "symbol_rate",
            "pi",
            "ps",
            "doubt");

    /** A class that is wrong as often as right. */
    private static final double GUESS = 0.5;

    private final PrintWriter out;
    private final boolean json;
    private final boolean csv;

    SurveyReport(PrintWriter out, boolean json, boolean csv) {
        this.out = out;
        this.json = json;
        this.csv = csv;
    }

    /**
     * Writes all.
     *
     * @param leftOut emissions that were found and not studied
     */
    void write(RecordingFacts facts, List<FoundEmission> found, int leftOut) {
        List<Map<String, String>> lines =
                found.stream().map(SurveyReport::fields).toList();
        write(RecordingHead.fields(facts), RecordingHead.lines(facts), lines);
        if (leftOut > 0 && !json && !csv) {
            out.println(leftOut + " more emissions were not studied");
        }
    }

    /** Writes a head and lines whose columns are {@code start_s} and so on; what is missing in a line is not known. */
    void write(Map<String, String> head, List<String> headLines, List<Map<String, String>> lines) {
        if (json) {
            out.print(PlainJson.document(head, "emissions", lines));
        } else if (csv) {
            out.println(String.join(",", COLUMNS));
            lines.forEach(line -> out.println(csv(line)));
        } else {
            headLines.forEach(out::println);
            out.println();
            table(lines);
        }
        out.flush();
    }

    private static String csv(Map<String, String> line) {
        List<String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            String value = line.getOrDefault(column, "");
            cells.add(value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
        return String.join(",", cells);
    }

    private void table(List<Map<String, String>> lines) {
        if (lines.isEmpty()) {
            out.println("no emission");
            return;
        }
        TextTable table = new TextTable(
                "start s",
                "length s",
                "centre MHz",
                "kHz wide",
                "dBFS",
                "SNR dB",
                "class",
                "sure",
                "symbols/s",
                "station",
                "doubt");
        for (Map<String, String> line : lines) {
            table.add(
                    line.getOrDefault("start_s", ""),
                    line.getOrDefault("duration_s", ""),
                    scaled(line, "center_hz", 1e6, 4),
                    scaled(line, "bandwidth_hz", 1e3, 2),
                    line.getOrDefault("level_dbfs", ""),
                    line.getOrDefault("snr_db", ""),
                    word(line.getOrDefault("class", "")) + (isGuess(line) ? "?" : ""),
                    line.getOrDefault("confidence", ""),
                    line.getOrDefault("symbol_rate", ""),
                    (line.getOrDefault("pi", "") + " " + line.getOrDefault("ps", "")).strip(),
                    line.getOrDefault("doubt", ""));
        }
        table.lines().forEach(out::println);
    }

    private static String scaled(Map<String, String> line, String column, double unit, int decimals) {
        String hertz = line.get(column);
        return hertz == null ? "" : Figures.fixed(Double.parseDouble(hertz) / unit, decimals);
    }

    private static boolean isGuess(Map<String, String> line) {
        return Double.parseDouble(line.getOrDefault("confidence", "1")) < GUESS;
    }

    /** A modulation's name as a person writes it. */
    private static String word(String name) {
        return switch (name) {
            case "fsk2" -> "2-FSK";
            case "fsk4" -> "4-FSK";
            case "noise_like" -> "noise-like";
            case "pulsed", "unknown", "" -> name;
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    private static Map<String, String> fields(FoundEmission each) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "start_s", Figures.fixed(each.startSeconds(), 4));
        put(fields, "duration_s", Figures.fixed(each.seconds(), 4));
        put(fields, "center_hz", Figures.fixed(each.signal().centerHz(), 0));
        put(fields, "bandwidth_hz", Figures.fixed(each.signal().occupiedHz(), 0));
        put(fields, "level_dbfs", Figures.one(each.signal().levelDb()));
        put(fields, "snr_db", Figures.one(each.signal().snrDb()));
        Classification found = each.classification();
        if (found != null) {
            put(fields, "class", found.modulation().name().toLowerCase(Locale.ROOT));
            if (found.modulation() != Modulation.UNKNOWN) {
                put(fields, "confidence", Figures.fixed(found.confidence(), 2));
            }
            put(fields, "symbol_rate", Figures.fixed(found.symbolRateHz(), 0));
        }
        if (each.station() != null) {
            RdsReading rds = each.station().rds();
            put(fields, "pi", rds.identificationText());
            put(
                    fields,
                    "ps",
                    rds.programmeService() == null
                            ? null
                            : rds.programmeService().strip());
        }
        put(fields, "doubt", each.doubt());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
