package io.fieldpost.radio.classify;

import io.fieldpost.radio.sample.Baseband;
import java.util.Arrays;

/**
 * Finds the one long transmission of a span that is quiet otherwise, so that its spectrum is not drowned in noise from before and after.
 * Power is averaged over {@value #BLOCK} samples; a transmission is what is 6 dB above the quietest fifth without a
 * gap.
 */
final class Burst {
    private static final int BLOCK = 64;
    private static final int FEWEST = 4_096;
    private static final double RATIO = 4;
    private static final double LARGEST_SHARE = 0.8;

    private Burst() {}

    /** The longest transmission where there are such, and otherwise the span itself. */
    static Baseband longest(Baseband span) {
        float[] power = new float[span.length() / BLOCK];
        for (int i = 0; i < power.length * BLOCK; i++) {
            power[i / BLOCK] += span.re()[i] * span.re()[i] + span.im()[i] * span.im()[i];
        }
        float[] sorted = power.clone();
        Arrays.sort(sorted);
        float threshold = (float) RATIO * sorted[power.length / 5];
        int bestFrom = 0;
        int bestTo = 0;
        int on = 0;
        int start = -1;
        int end = -1;
        for (int i = 0; i < power.length; i++) {
            if (power[i] <= threshold) {
                continue;
            }
            on++;
            if (start < 0 || i > end) {
                start = i;
            }
            end = i + 1;
            if (end - start > bestTo - bestFrom) {
                bestFrom = start;
                bestTo = end;
            }
        }
        if ((bestTo - bestFrom) * BLOCK < FEWEST || on > LARGEST_SHARE * power.length) {
            return span;
        }
        // The first and the last block may be half empty.
        int from = (bestFrom + 1) * BLOCK;
        int to = (bestTo - 1) * BLOCK;
        return new Baseband(
                Arrays.copyOfRange(span.re(), from, to),
                Arrays.copyOfRange(span.im(), from, to),
                span.sampleRateHz(),
                span.centerHz());
    }
}
