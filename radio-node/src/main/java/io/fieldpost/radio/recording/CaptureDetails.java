package io.fieldpost.radio.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stretch of samples was taken, as SigMF's extension {@code capture_details} has it. Only for a calibrated receiver: the factor is
 * not optional there.
 *
 * @param scaleFactor what turns amplitudes into volts at the receiver's input
 * @param attenuationDb at the receiver's input
 * @param bandwidthHz of the recording, where narrower than its rate
 * @param gainDb the receiver's setting
 */
public record CaptureDetails(
        double scaleFactor,
        double attenuationDb,
        double bandwidthHz,
        @Nullable Double gainDb) {
    static final SigmfExtension EXTENSION = new SigmfExtension("capture_details", "1.0.0", true);

    private static final double MOST = 1e15;

    static @Nullable CaptureDetails read(FieldReader capture) throws RecordingException {
        Double scale = capture.number("capture_details:acq_scale_factor", -MOST, MOST);
        Double attenuation = capture.number("capture_details:attenuation", -MOST, MOST);
        Double bandwidth = capture.number("capture_details:acquisition_bandwidth", -MOST, MOST);
        return scale == null || attenuation == null || bandwidth == null
                ? null
                : new CaptureDetails(
                        scale, attenuation, bandwidth, capture.number("capture_details:gain", -MOST, MOST));
    }

    /** Writes it with what the extension asks for besides. */
    void write(JsonText capture, Instant start, Instant stop, String sourceFile) {
        capture.field("capture_details:acq_scale_factor", scaleFactor)
                .field("capture_details:attenuation", attenuationDb)
                .field("capture_details:acquisition_bandwidth", bandwidthHz)
                .field("capture_details:start_capture", start.toString())
                .field("capture_details:stop_capture", stop.toString())
                .field("capture_details:source_file", sourceFile)
                .field("capture_details:gain", gainDb);
    }
}
