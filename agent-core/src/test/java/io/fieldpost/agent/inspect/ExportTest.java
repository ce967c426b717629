package io.fieldpost.agent.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fieldpost.agent.StreamName;
import io.fieldpost.agent.publish.JsonProfileReader;
import io.fieldpost.agent.store.StoreException;
import io.fieldpost.agent.store.StoreReader;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final Export.Selection ALL =
            new Export.Selection(List.of(StreamName.values()), 1, Long.MAX_VALUE, null, null);

    @TempDir
    Path path;

    private final List<String> complaints = new ArrayList<>();

    private static final List<Value> EVERY_KIND = List.of(
            new Value.Bool(true),
            new Value.Int(Long.MIN_VALUE),
            new Value.Int(0),
            new Value.Real(218.44),
            new Value.Real(-0.0),
            new Value.Real(1e300),
            new Value.Real(3),
            new Value.Real(Double.NaN),
            new Value.Real(Double.NEGATIVE_INFINITY),
            new Value.Text(""),
            new Value.Text("a \"b\", c\r\n温度 𝛺 \u0000"),
            new Value.Bytes(new byte[0]),
            new Value.Bytes(bytes(100_001)));

    @Test
    void everyMeasurementComesBackFromTheJsonLinesAsItWas() throws Exception {
        List<Measurement> written = new ArrayList<>();
        try (StoreOnCard card = new StoreOnCard(path)) {
            for (Value value : EVERY_KIND) {
                written.add(append(card, Measurement.good(point("v"), value, StoreOnCard.START)));
            }
            written.add(append(card, Measurement.bad(point("v"), Quality.BAD_TIMEOUT, StoreOnCard.START)));
            written.add(append(
                    card,
                    new Measurement(
                            point("v"),
                            new Value.Int(7),
                            Quality.UNCERTAIN_LAST_USABLE,
                            Instant.parse("1601-01-01T00:00:00.0000001Z"),
                            StoreOnCard.START)));
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("event", new Value.Text("ejector \"fault\""));
            fields.put("in", new Value.Record(Map.of("axis", new Value.Int(3), "absent", new Value.Absent())));
            Value.Record record = new Value.Record(fields);
            written.add(append(card, Measurement.good(point("r"), record, StoreOnCard.START)));
            float[] levels = {-90.5f, Float.NaN, Float.POSITIVE_INFINITY, 1e-30f};
            Value series = new Value.Series(88e6, 100e3, "Hz", levels, record);
            written.add(append(card, Measurement.good(point("s"), series, StoreOnCard.START)));
        }
        List<Measurement> read = new ArrayList<>();
        for (String line : export(ALL, Export.Format.JSONL).split("\n")) {
            read.add(measurement(line));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
        assertThat(complaints).isEmpty();
    }

    @Test
    void lineOfJsonHasTheNamesThatAreDocumented() throws Exception {
        try (StoreOnCard card = new StoreOnCard(path)) {
            card.append(new Measurement(
                    new Point("press-1", "barrel", "", ValueType.REAL, "Cel"),
                    new Value.Real(218.44),
                    Quality.GOOD_CLAMPED,
                    Instant.parse("2026-11-23T09:59:59.9999999Z"),
                    Instant.parse("2026-11-23T10:00:00.001Z")));
        }
        assertThat(export(ALL, Export.Format.JSONL))
                .matches(
                        "\\{\"stream\":\"data\",\"epoch\":\"[0-9a-f]{16}\",\"seq\":1,\"stored\":\"2026-11-23T10:00:01Z\","
                                + "\"clock\":\"synchronised\",\"source\":\"press-1\",\"point\":\"barrel\",\"unit\":\"Cel\","
                                + "\"quality\":\"good_clamped\",\"status\":3145728,\"historical\":false,\"source_time\":\"2026-11-23T09:59:59.999999900Z\","
                                + "\"received_time\":\"2026-11-23T10:00:00.001Z\",\"value\":218.44}\n");
    }

    /** RFC 4180: a header, CRLF, quotes around what has a comma, a quote or a line break, and quotes doubled. */
    @Test
    void cellsOfCsvAreQuotedWhereTheyMustBe() throws Exception {
        try (StoreOnCard card = new StoreOnCard(path)) {
            Point point = new Point("press, 1", "say \"hi\"", "", ValueType.ANY, "Cel");
            for (Value value : List.of(
                    new Value.Text("plain"),
                    new Value.Text("two\r\nlines, \"quoted\""),
                    new Value.Text(""),
                    new Value.Real(Double.NaN),
                    new Value.Real(3),
                    new Value.Bool(false),
                    new Value.Bytes(new byte[] {0, -1}))) {
                card.append(Measurement.good(point, value, StoreOnCard.START));
            }
            card.append(Measurement.bad(point, Quality.BAD, StoreOnCard.START));
            card.append(
                    Measurement.good(point, new Value.Record(Map.of("a", new Value.Text("b\"c"))), StoreOnCard.START));
        }
        String csv = export(ALL, Export.Format.CSV);
        assertThat(csv)
                .startsWith(
                        "stream,epoch,seq,stored,clock,source,point,unit,quality,status,historical,source_time,received_time,value\r\n");
        List<List<String>> rows = rows(csv);
        assertThat(rows).hasSize(10).allMatch(row -> row.size() == 14);
        assertThat(rows.get(1).subList(5, 8)).containsExactly("press, 1", "say \"hi\"", "Cel");
        assertThat(rows.stream().map(row -> row.get(13)))
                .containsExactly(
                        "value",
                        "plain",
                        "two\r\nlines, \"quoted\"",
                        "",
                        "NaN",
                        "3.0",
                        "false",
                        "{\"bytes\":\"AP8=\"}",
                        "",
                        "{\"record\":{\"a\":\"b\\\"c\"}}");
    }

    @Test
    void emptySelectionOfCsvHasItsHeader() throws Exception {
        new StoreOnCard(path).close();
        assertThat(export(ALL, Export.Format.CSV)).startsWith("stream,").hasLineCount(1);
        assertThat(export(ALL, Export.Format.JSONL)).isEmpty();
    }

    @Test
    void numbersAndTimesSelect() throws Exception {
        try (StoreOnCard card = new StoreOnCard(path)) {
            card.ticks(300, 1000);
        }
        List<StreamName> data = List.of(StreamName.DATA);
        assertThat(sequences(new Export.Selection(data, 120, 250, null, null)))
                .hasSize(131)
                .startsWith(120L)
                .endsWith(250L);
        assertThat(sequences(new Export.Selection(List.of(StreamName.BULK), 1, 9, null, null)))
                .isEmpty();
        Instant since = StoreOnCard.START.plusSeconds(10);
        assertThat(sequences(new Export.Selection(data, 1, 1000, since, since.plusSeconds(3))))
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void damagedRecordIsSkippedWithOneLineAndTheRestIsThere() throws Exception {
        try (StoreOnCard card = new StoreOnCard(path)) {
            card.ticks(200, 1000).raw(new byte[] {9}).ticks(10, 10);
        }
        Path segment = StoreOnCard.segments(path, StreamName.DATA).get(1);
        StoreOnCard.flip(segment, StoreOnCard.places(segment).get(7) + 100);

        List<Long> sequences = sequences(ALL);

        assertThat(sequences).hasSize(209).doesNotContain(201L);
        assertThat(complaints).hasSize(2);
        assertThat(complaints.get(0)).contains("these bytes are no record");
        assertThat(complaints.get(1)).contains("record 201 is skipped: damaged batch");
        complaints.clear();
        assertThat(sequences(new Export.Selection(List.of(StreamName.DATA), 1, 5, null, null)))
                .hasSize(5);
        assertThat(complaints).isEmpty();
    }

    private static Measurement append(StoreOnCard card, Measurement measurement) throws StoreException {
        card.append(measurement);
        return measurement;
    }

    private List<Long> sequences(Export.Selection selection) throws Exception {
        List<Long> sequences = new ArrayList<>();
        for (String line : export(selection, Export.Format.JSONL).lines().toList()) {
            long sequence = Long.parseLong(members(line).get("seq"));
            if (sequences.isEmpty() || sequences.get(sequences.size() - 1) != sequence) {
                sequences.add(sequence);
            }
        }
        return sequences;
    }

    private String export(Export.Selection selection, Export.Format format) throws StoreException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean whole = Export.write(StoreReader.open(path), selection, format, out, complaints::add);
        assertThat(whole).isEqualTo(complaints.isEmpty());
        return out.toString(StandardCharsets.UTF_8);
    }

    /** By the reader of the project's own profile: the value as it stands in the line becomes the one row of a message. */
    private static Measurement measurement(String line) throws Exception {
        Map<String, String> members = members(line);
        String value = line.substring(line.indexOf(",\"value\":") + 9, line.length() - 1);
        String message = "{\"v\":1,\"site\":\"s\",\"gateway\":\"g\",\"stream\":\"data\",\"epoch\":\"e\",\"seq\":1,"
                + "\"stored\":\"2026-01-01T00:00:00Z\",\"n\":1,\"points\":[{\"source\":\"s\",\"name\":\"n\"}],"
                + "\"base\":\"2026-01-01T00:00:00Z\",\"rows\":{\"point\":[0],\"time\":[0],\"received\":[0],"
                + "\"quality\":[0],\"value\":[" + value + "]}}";
        Value read = new JsonProfileReader()
                .read(message.getBytes(StandardCharsets.UTF_8), null)
                .measurements()
                .get(0)
                .value();
        return new Measurement(
                new Point(
                        member(members, "source"),
                        member(members, "point"),
                        "",
                        ValueType.ANY,
                        member(members, "unit")),
                read,
                Quality.valueOf(member(members, "quality").toUpperCase(java.util.Locale.ROOT)),
                Instant.parse(member(members, "source_time")),
                Instant.parse(member(members, "received_time")),
                Integer.parseUnsignedInt(member(members, "status")),
                Boolean.parseBoolean(member(members, "historical")));
    }

    private static String member(Map<String, String> members, String name) {
        return java.util.Objects.requireNonNull(members.get(name), name);
    }

    private static Map<String, String> members(String line) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, parser.getText());
                parser.skipChildren();
            }
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }

    /** A reader of RFC 4180, strict. */
    private static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder cell = new StringBuilder();
            if (csv.charAt(at) == '"') {
                for (at++; csv.charAt(at) != '"' || csv.charAt(at + 1) == '"'; at++) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    cell.append(csv.charAt(at));
                }
                at++;
            } else {
                for (; csv.charAt(at) != ',' && csv.charAt(at) != '\r'; at++) {
                    assertThat(csv.charAt(at)).isNotEqualTo('"');
                    cell.append(csv.charAt(at));
                }
            }
            row.add(cell.toString());
            if (csv.charAt(at) == ',') {
                at++;
            } else {
                assertThat(csv.substring(at, at + 2)).isEqualTo("\r\n");
                at += 2;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }

    private static Point point(String name) {
        return new Point("press-1", name, "", ValueType.ANY, "1");
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(1).nextBytes(bytes);
        return bytes;
    }
}
