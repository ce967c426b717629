package io.fieldpost.radio.measure;

/**
 * Place of a carrier between cells: the top of a parabola through the levels in dB of a cell and its neighbours, d = (a − c) / (2 (a − 2b +
 * c)). On bins of a Hann spectrum it is right within 0.02 bins of a Gaussian lobe's; on grid cells that sum four bins or more within 0.15
 * cells.
 */
final class CarrierPeak {
    private CarrierPeak() {}

    /** Offset from the middle of the highest cell, in cells, −½ to ½; 0 at the ends of a row and beside unmeasured cells. */
    static double offset(float[] levelDb, int peak) {
        if (peak <= 0 || peak >= levelDb.length - 1) {
            return 0;
        }
        double a = levelDb[peak - 1];
        double b = levelDb[peak];
        double c = levelDb[peak + 1];
        double bend = a - 2 * b + c;
        return bend < 0 ? Math.max(-0.5, Math.min(0.5, (a - c) / (2 * bend))) : 0;
    }
}
