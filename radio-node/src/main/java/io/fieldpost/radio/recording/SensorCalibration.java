package io.fieldpost.radio.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sensor's calibration, as NTIA's extension {@code ntia-sensor} 2.0.0 has it.
 *
 * @param datetime when it was made
 * @param gainDb from the reference to full scale
 * @param noiseFigureDb of the sensor
 * @param reference where levels are referred to, such as {@code receiver input}
 * @param temperatureC of the sensor at that time, degrees Celsius
 */
public record SensorCalibration(
        Instant datetime,
        double gainDb,
        @Nullable Double noiseFigureDb,
        @Nullable String reference,
        @Nullable Double temperatureC) {
    private static final double MOST = 1e6;

    static @Nullable SensorCalibration read(FieldReader capture) throws RecordingException {
        FieldReader fields = capture.object("ntia-sensor:sensor_calibration");
        if (fields == null) {
            return null;
        }
        Instant datetime = SigmfCapture.instant(fields, "datetime");
        Double gain = fields.number("gain", -MOST, MOST);
        return datetime == null || gain == null
                ? null
                : new SensorCalibration(
                        datetime,
                        gain,
                        fields.number("noise_figure", -MOST, MOST),
                        fields.text("reference"),
                        fields.number("temperature", -MOST, MOST));
    }

    void write(JsonText capture) {
        capture.object(
                "ntia-sensor:sensor_calibration",
                json -> json.field("datetime", datetime.toString())
                        .field("gain", gainDb)
                        .field("noise_figure", noiseFigureDb)
                        .field("reference", reference)
                        .field("temperature", temperatureC));
    }
}
