package io.fieldpost.driver.meters;

import io.fieldpost.driver.meters.Framing.Look;
import io.fieldpost.driver.serial.ReceivedBytes;

/**
 * Looks for the first whole frame among bytes that came. Every 68H may be a beginning: one in noise, or in a frame whose end was lost,
 * does not hide a whole frame behind it. For one thread; keeps what the last look saw.
 */
final class FrameSearch implements ReceivedBytes.Completion {
    private final Framing framing;
    private int start;
    private boolean damaged;
    private boolean half;

    FrameSearch(Framing framing) {
        this.framing = framing;
    }

    @Override
    public boolean isComplete(byte[] bytes, int length) {
        damaged = false;
        half = false;
        for (int i = 0; i < length; i++) {
            Look look = framing.look(bytes, i, length);
            damaged |= look == Look.DAMAGED;
            half |= look == Look.HALF;
            if (look == Look.WHOLE) {
                start = i;
                return true;
            }
        }
        return false;
    }

    /** Where the whole frame begins that the last look found. */
    int start() {
        return start;
    }

    /** What is wrong with bytes among which the last look found no whole frame, when no more will come. */
    LineFault faultOf(int length) {
        if (damaged) {
            return LineFault.WRONG_CHECKSUM;
        }
        return half ? LineFault.HALF_FRAME : length > 0 ? LineFault.NOISE : LineFault.SILENCE;
    }
}
