package io.fieldpost.radio.recording;

import org.jspecify.annotations.Nullable;

/**
 * A sensor's state during a stretch of samples, as NTIA's extension {@code ntia-sensor} 2.0.0 has it.
 *
 * @param overload whether the receiver was overloaded
 * @param gainDb its setting
 * @param referenceLevelDbm its setting
 * @param attenuationDb its setting
 * @param preamplifier whether it was on
 * @param calibration what its levels rest on
 */
public record SensorState(
        @Nullable Boolean overload,
        @Nullable Double gainDb,
        @Nullable Double referenceLevelDbm,
        @Nullable Double attenuationDb,
        @Nullable Boolean preamplifier,
        @Nullable SensorCalibration calibration) {
    static final SigmfExtension EXTENSION = new SigmfExtension("ntia-sensor", "2.0.0", true);

    private static final String SETTINGS = "ntia-sensor:sigan_settings";
    private static final double MOST = 1e6;

    /** An uncalibrated receiver whose gain is known, and whether it clipped. */
    public static SensorState of(boolean overload, @Nullable Double gainDb) {
        return new SensorState(overload, gainDb, null, null, null, null);
    }

    static @Nullable SensorState read(FieldReader capture) throws RecordingException {
        Boolean overload = capture.truth("ntia-sensor:overload");
        SensorCalibration calibration = SensorCalibration.read(capture);
        FieldReader settings = capture.object(SETTINGS);
        if (settings == null) {
            return overload == null && calibration == null
                    ? null
                    : new SensorState(overload, null, null, null, null, calibration);
        }
        return new SensorState(
                overload,
                settings.number("gain", -MOST, MOST),
                settings.number("reference_level", -MOST, MOST),
                settings.number("attenuation", -MOST, MOST),
                settings.truth("preamp_enable"),
                calibration);
    }

    /**
     * Writes it.
     *
     * @param durationMillis of the stretch
     */
    void write(JsonText capture, long durationMillis) {
        capture.field("ntia-sensor:duration", durationMillis).field("ntia-sensor:overload", overload);
        if (calibration != null) {
            calibration.write(capture);
        }
        if (gainDb != null || referenceLevelDbm != null || attenuationDb != null || preamplifier != null) {
            capture.object(
                    SETTINGS,
                    json -> json.field("gain", gainDb)
                            .field("reference_level", referenceLevelDbm)
                            .field("attenuation", attenuationDb)
                            .field("preamp_enable", preamplifier));
        }
    }
}
