package io.fieldpost.radio.recording;

import org.jspecify.annotations.Nullable;

/**
 * The antenna, as SigMF's extension {@code antenna} describes it.
 *
 * @param model make and model
 * @param type such as {@code dipole}
 * @param gainDbi in the direction of its maximum
 * @param cableLossDb between it and the receiver
 * @param heightM of its phase centre above ground
 */
public record Antenna(
        String model,
        @Nullable String type,
        @Nullable Double gainDbi,
        @Nullable Double cableLossDb,
        @Nullable Double heightM) {
    static final SigmfExtension EXTENSION = new SigmfExtension("antenna", "1.0.0", true);

    static @Nullable Antenna read(FieldReader global) throws RecordingException {
        String model = global.text("antenna:model");
        return model == null
                ? null
                : new Antenna(
                        model,
                        global.text("antenna:type"),
                        global.number("antenna:gain", -1e6, 1e6),
                        global.number("antenna:cable_loss", -1e6, 1e6),
                        global.number("antenna:hagl", -1e6, 1e6));
    }

    void write(JsonText global) {
        global.field("antenna:model", model)
                .field("antenna:type", type)
                .field("antenna:gain", gainDbi)
                .field("antenna:cable_loss", cableLossDb)
                .field("antenna:hagl", heightM);
    }
}
