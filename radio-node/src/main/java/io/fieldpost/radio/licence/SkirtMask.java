package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.Emission;
import java.util.List;

/**
 * What stands so close to a strong emission and so far below it that it is held to be its skirts, its splatter, or the receiver's own
 * spurs and phase noise around it, and no emission of its own.
 *
 * <p>Relative to the strong emission's level, by distance of the centres in units of its channel's width B: up to 0.75 B everything
 * that is 10 dB weaker; at 1 B what is 25 dB weaker; at 1.5 B 40 dB; at 2 B 50 dB; at 3 B 60 dB; from there to 10 B 65 dB; linear in
 * between. For FM broadcasting (B = 200 kHz) that lies above what a transmitter within its mask and an 8-bit receiver with 50 dB of
 * spurious-free range show, so a station that is merely loud makes no alarm. The price: a transmission on the next 200 kHz channel is only
 * found when it is less than 25 dB weaker than the station that it hides beside. The figures are this project's choice, not a
 * standard's.
 */
final class SkirtMask {
    private static final double[] WIDTHS = {0, 0.75, 1, 1.5, 2, 3, 3.001, 10};
    private static final double[] BELOW_DB = {10, 10, 25, 40, 50, 60, 65, 65};

    /**
     * A strong emission.
     *
     * @param widthHz of its channel
     */
    record Strong(Emission emission, double widthHz) {}

    private SkirtMask() {}

    static boolean explains(List<Strong> strong, Emission weak) {
        for (Strong each : strong) {
            double widths = Math.abs(each.emission().centerHz() - weak.centerHz()) / each.widthHz();
            double belowDb = each.emission().levelDb() - weak.levelDb();
            if (widths <= WIDTHS[WIDTHS.length - 1] && belowDb >= neededDb(widths)) {
                return true;
            }
        }
        return false;
    }

    static double neededDb(double widths) {
        int i = 1;
        while (i < WIDTHS.length - 1 && widths > WIDTHS[i]) {
            i++;
        }
        double part = (widths - WIDTHS[i - 1]) / (WIDTHS[i] - WIDTHS[i - 1]);
        return BELOW_DB[i - 1] + part * (BELOW_DB[i] - BELOW_DB[i - 1]);
    }
}
