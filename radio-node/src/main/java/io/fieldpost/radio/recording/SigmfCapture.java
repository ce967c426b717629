package io.fieldpost.radio.recording;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of samples that were taken in one go (SigMF 1.2.5, Captures).
 *
 * @param sampleStart index of its first sample
 * @param datetime when that was taken
 * @param frequencyHz its centre
 * @param globalIndex the same index in the stream that it was cut from
 * @param headerBytes before its first sample that are no samples
 * @param geolocation where the receiver was
 * @param details how it was taken
 * @param sensor the sensor's state
 */
public record SigmfCapture(
        long sampleStart,
        @Nullable Instant datetime,
        @Nullable Double frequencyHz,
        @Nullable Long globalIndex,
        long headerBytes,
        @Nullable GeoPoint geolocation,
        @Nullable CaptureDetails details,
        @Nullable SensorState sensor) {
    private static final double MOST_HZ = 1e12;

    /** A stretch of which time and centre are known. */
    public static SigmfCapture of(long sampleStart, Instant datetime, double frequencyHz) {
        return new SigmfCapture(sampleStart, datetime, frequencyHz, null, 0, null, null, null);
    }

    /** The same with what is known of the receiver. */
    public SigmfCapture with(@Nullable GeoPoint place, @Nullable CaptureDetails howTaken, @Nullable SensorState state) {
        return new SigmfCapture(sampleStart, datetime, frequencyHz, globalIndex, headerBytes, place, howTaken, state);
    }

    static SigmfCapture read(FieldReader capture) throws RecordingException {
        Long header = capture.whole("core:header_bytes");
        return new SigmfCapture(
                capture.required("core:sample_start", capture.whole("core:sample_start")),
                instant(capture, "core:datetime"),
                capture.number("core:frequency", -MOST_HZ, MOST_HZ),
                capture.whole("core:global_index"),
                header == null ? 0 : header,
                GeoPoint.read(capture, "core:geolocation"),
                CaptureDetails.read(capture),
                SensorState.read(capture));
    }

    static @Nullable Instant instant(FieldReader fields, String name) throws RecordingException {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below, in the same words as a time of another zone.
        }
        throw fields.refusal(name, "is not a time in UTC such as 2026-01-31T12:00:00.5Z");
    }

    /**
     * Writes it.
     *
     * @param samples how many belong to it
     * @param sampleRateHz samples per second
     * @param dataFile name of the data's file
     */
    void write(JsonText json, long samples, double sampleRateHz, String dataFile) {
        json.field("core:sample_start", sampleStart)
                .field("core:datetime", datetime == null ? null : datetime.toString())
                .field("core:frequency", frequencyHz)
                .field("core:global_index", globalIndex)
                .field("core:header_bytes", headerBytes == 0 ? null : headerBytes);
        if (geolocation != null) {
            geolocation.write(json, "core:geolocation");
        }
        if (details != null && datetime != null) {
            long nanos = (long) (Math.max(0, samples - 1) / sampleRateHz * 1e9);
            details.write(json, datetime, datetime.plusNanos(nanos), dataFile);
        }
        if (sensor != null) {
            sensor.write(json, Math.round(samples / sampleRateHz * 1000));
        }
    }
}
