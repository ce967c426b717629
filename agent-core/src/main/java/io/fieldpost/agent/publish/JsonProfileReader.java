package io.fieldpost.agent.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fieldpost.agent.store.ClockState;
import io.fieldpost.config.gateway.Identity;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.ValueType;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the JSON profile, version 1: what {@link JsonProfile} wrote, or anybody else by the specification. Names that it
 * does not know are skipped. Foreign bytes end in a {@link ProfileException} and in nothing else. Thread-safe.
 */
public final class JsonProfileReader {
    /** A message that inflates to more than this is refused, so that a small one can't fill the memory. */
    static final int MAX_BYTES = 64 << 20;

    static final int MAX_DEPTH = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /**
     * Reads one message.
     *
     * @param payload as it came
     * @param contentEncoding the user property {@code content-encoding}; null when there was none
     * @throws ProfileException when the bytes are not a message of this version
     */
    public ProfileBatch read(byte[] payload, @Nullable String contentEncoding) throws ProfileException {
        byte[] json = contentEncoding == null ? payload : Inflating.inflate(payload, contentEncoding, MAX_BYTES);
        try (JsonParser parser = JSON.createParser(json)) {
            return new Reading(parser).message();
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            throw new ProfileException("not a message of the JSON profile: " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** One message being read. */
    private static final class Reading {
        private final JsonParser parser;
        private final List<Point> points = new ArrayList<>();
        private final Longs point = new Longs();
        private final Longs time = new Longs();
        private final Longs received = new Longs();
        private final Longs quality = new Longs();
        private final BitSet historicalRows = new BitSet();
        private final List<Value> values = new ArrayList<>();
        private long version = -1;
        private long sequence = -1;
        private long count = -1;
        private boolean historical;
        private @Nullable String site;
        private @Nullable String gateway;
        private @Nullable String stream;
        private @Nullable String epoch;
        private @Nullable Instant stored;
        private @Nullable Instant base;
        private ClockState clock = ClockState.UNKNOWN;

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        ProfileBatch message() throws IOException, ProfileException {
            expect(parser.nextToken(), JsonToken.START_OBJECT, "a message");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                field(name);
            }
            if (parser.nextToken() != null) {
                throw new ProfileException("something follows the message");
            }
            if (version != JsonProfile.VERSION) {
                throw new ProfileException("version is " + version + ", expected " + JsonProfile.VERSION);
            }
            if (sequence < 1) {
                throw new ProfileException("seq is " + sequence + ", expected 1 or more");
            }
            Identity identity = new Identity(needed(gateway, "gateway"), needed(site, "site"));
            return new ProfileBatch(
                    identity,
                    needed(stream, "stream"),
                    needed(epoch, "epoch"),
                    sequence,
                    needed(stored, "stored"),
                    clock,
                    historical,
                    measurements());
        }

        private void field(String name) throws IOException, ProfileException {
            switch (name) {
                case "v" -> version = parser.getLongValue();
                case "site" -> site = text();
                case "gateway" -> gateway = text();
                case "stream" -> stream = text();
                case "epoch" -> epoch = text();
                case "seq" -> sequence = parser.getLongValue();
                case "stored" -> stored = Instant.parse(text());
                case "clock" -> clock = ClockState.valueOf(text().toUpperCase(Locale.ROOT));
                case "historical" -> historical = parser.getBooleanValue();
                case "n" -> count = parser.getLongValue();
                case "points" -> points();
                case "base" -> base = Instant.parse(text());
                case "rows" -> rows();
                default -> parser.skipChildren();
            }
        }

        private void points() throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.START_ARRAY, "points");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.START_OBJECT, "a point");
                points.add(point());
            }
        }

        private Point point() throws IOException, ProfileException {
            String source = null;
            String name = null;
            String unit = "1";
            ValueType type = ValueType.ANY;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "source" -> source = text();
                    case "name" -> name = text();
                    case "unit" -> unit = text();
                    case "type" -> type = ValueType.valueOf(text().toUpperCase(Locale.ROOT));
                    default -> parser.skipChildren();
                }
            }
            return new Point(needed(source, "source of a point"), needed(name, "name of a point"), "", type, unit);
        }

        private void rows() throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.START_OBJECT, "rows");
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "point" -> column(point);
                    case "time" -> column(time);
                    case "received" -> column(received);
                    case "quality" -> column(quality);
                    case "historical" -> flags();
                    case "value" -> values();
                    default -> parser.skipChildren();
                }
            }
        }

        private void column(Longs column) throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.START_ARRAY, "a column");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                column.add(parser.getLongValue());
            }
        }

        /** Rows beyond the last one that was told are not historical. */
        private void flags() throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.START_ARRAY, "a column");
            for (int row = 0; parser.nextToken() != JsonToken.END_ARRAY; row++) {
                historicalRows.set(row, parser.getBooleanValue());
            }
        }

        private void values() throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.START_ARRAY, "the values");
            ProfileValues reader = new ProfileValues(parser);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(reader.value());
            }
        }

        private List<Measurement> measurements() throws ProfileException {
            int n = values.size();
            if (count != n || point.size() != n || time.size() != n || received.size() != n || quality.size() != n) {
                throw new ProfileException("columns of " + point.size() + ", " + time.size() + ", " + received.size()
                        + ", " + quality.size() + " and " + n + " rows, expected " + count);
            }
            List<Measurement> measurements = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                measurements.add(measurement(i));
            }
            return measurements;
        }

        private Measurement measurement(int i) throws ProfileException {
            long index = point.get(i);
            if (index < 0 || index >= points.size()) {
                throw new ProfileException("row " + i + " is of point " + index + " of " + points.size());
            }
            if (quality.get(i) < 0 || quality.get(i) > 0xFFFF_FFFFL) {
                throw new ProfileException("row " + i + " has quality " + quality.get(i) + ", which is no status code");
            }
            int status = (int) quality.get(i);
            Instant from = needed(base, "base");
            return new Measurement(
                    points.get((int) index),
                    values.get(i),
                    Quality.ofOpcUaStatus(status),
                    Ticks.after(from, time.get(i)),
                    Ticks.after(from, received.get(i)),
                    status,
                    historicalRows.get(i));
        }

        private String text() throws IOException, ProfileException {
            expect(parser.currentToken(), JsonToken.VALUE_STRING, "a text");
            return parser.getText();
        }

        private static <T> T needed(@Nullable T value, String what) throws ProfileException {
            if (value == null) {
                throw new ProfileException(what + " is missing");
            }
            return value;
        }

        private static void expect(@Nullable JsonToken found, JsonToken expected, String what) throws ProfileException {
            if (found != expected) {
                throw new ProfileException(what + " begins with " + found + ", expected " + expected);
            }
        }
    }
}
