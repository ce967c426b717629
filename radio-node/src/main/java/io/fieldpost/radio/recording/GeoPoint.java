package io.fieldpost.radio.recording;

import io.fieldpost.radio.recording.JsonValue.Items;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place, as GeoJSON has it (RFC 7946, Point).
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param altitudeM metres above the WGS 84 ellipsoid, where known
 */
public record GeoPoint(
        double latitude, double longitude, @Nullable Double altitudeM) {
    static @Nullable GeoPoint read(FieldReader scope, String name) throws RecordingException {
        FieldReader point = scope.object(name);
        if (point == null) {
            return null;
        }
        if (!"Point".equals(point.text("type"))) {
            throw point.refusal("type", "is not 'Point'");
        }
        if (!(point.fields().values().get("coordinates") instanceof Items items)
                || items.values().size() < 2
                || items.values().size() > 3) {
            throw point.refusal("coordinates", "is not an array of two or three numbers");
        }
        List<JsonValue> values = items.values();
        String path = point.path() + ".coordinates";
        return new GeoPoint(
                FieldReader.number(values.get(1), path + "[1]", -90, 90),
                FieldReader.number(values.get(0), path + "[0]", -180, 180),
                values.size() == 3 ? FieldReader.number(values.get(2), path + "[2]", -1e9, 1e9) : null);
    }

    void write(JsonText json, String name) {
        json.object(name, point -> {
            point.field("type", "Point");
            if (altitudeM == null) {
                point.numbers("coordinates", longitude, latitude);
            } else {
                point.numbers("coordinates", longitude, latitude, altitudeM);
            }
        });
    }
}
