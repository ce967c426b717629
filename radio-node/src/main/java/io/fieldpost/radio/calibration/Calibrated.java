package io.fieldpost.radio.calibration;

import io.fieldpost.radio.spectrum.SpectrumRow;

/**
 * A row and what stands behind its levels.
 *
 * @param row in the unit asked for, or as it was
 * @param id what it was calibrated by; {@code receiver} for a receiver that measures in dBµV or dBm by itself, {@code none}
 * @param uncertaintyDb largest 1 σ in the row; not-a-number when not stated
 * @param reason why it is not in the unit asked for; empty when it is
 */
public record Calibrated(SpectrumRow row, String id, double uncertaintyDb, String reason) {
    /** The id of a row whose levels are relative to full scale. */
    public static final String NONE = "none";

    /** The id of a receiver's own calibration. */
    public static final String RECEIVER = "receiver";
}
