package io.fieldpost.driver.nmea;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report of gpsd (gpsd_json(5), releases 3.20 and later). */
final class GpsdReport {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private int satellitesUsed = -1;

    private GpsdReport() {}

    /**
     * Reads a line.
     *
     * @return nothing for a report of something else
     * @throws IllegalArgumentException when it is no report of gpsd
     */
    static List<Told> read(String line) {
        GpsdReport report = new GpsdReport();
        try (JsonParser json = JSON.createParser(line)) {
            report.read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
        String kind = report.texts.get("class");
        if (kind == null) {
            throw new IllegalArgumentException("no class");
        }
        return switch (kind) {
            case "TPV" -> report.fix();
            case "SKY" -> report.sky();
            case "PPS" -> List.of(report.clock(true));
            case "TOFF" -> List.of(report.clock(false));
            default -> List.of();
        };
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("no object");
        }
        for (JsonToken token = json.nextToken(); token == JsonToken.FIELD_NAME; token = json.nextToken()) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == null) {
                throw new IllegalArgumentException("half a report");
            } else if (value.isNumeric()) {
                numbers.put(name, json.getDoubleValue());
            } else if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else if (value == JsonToken.START_ARRAY && name.equals("satellites")) {
                satellitesUsed = used(json);
            } else {
                json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("something behind a report");
        }
    }

    private static int used(JsonParser json) throws IOException {
        int used = 0;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("half a report");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            used += token == JsonToken.VALUE_TRUE && "used".equals(json.currentName()) ? 1 : 0;
        }
        return used;
    }

    private double number(String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    private List<Told> fix() {
        int mode = numbers.getOrDefault("mode", 0.0).intValue();
        FixKind kind = FixKind.ofGpsd(mode, numbers.getOrDefault("status", 0.0).intValue());
        double latitude = number("lat");
        double longitude = number("lon");
        if (kind != FixKind.NONE && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("a fix that is not on the earth");
        }
        // Releases before 3.20 know only "alt", which was above mean sea level.
        double altitude = numbers.getOrDefault("altMSL", number("alt"));
        Instant time = time();
        return List.of(
                new Told.Place(0, kind, latitude, longitude, mode == 2 ? Double.NaN : altitude, time),
                new Told.Motion(0, kind, number("speed"), number("track"), time),
                new Told.Dimensions(Math.max(1, mode)));
    }

    /** Null where it is not told, or not believed. */
    private @Nullable Instant time() {
        String text = texts.get("time");
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            return time.isBefore(UtcDay.EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant()) ? null : time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private List<Told> sky() {
        double used = numbers.getOrDefault("uSat", satellitesUsed < 0 ? Double.NaN : (double) satellitesUsed);
        return List.of(new Told.Satellites(used, number("hdop")));
    }

    private Told clock(boolean pulse) {
        // Differences first: seconds since 1970 leave no room for nanoseconds in a double.
        double offset = number("clock_sec") - number("real_sec") + (number("clock_nsec") - number("real_nsec")) * 1e-9;
        if (Double.isNaN(offset)) {
            throw new IllegalArgumentException("clocks without their four numbers");
        }
        return new Told.Clock(offset, pulse);
    }
}
