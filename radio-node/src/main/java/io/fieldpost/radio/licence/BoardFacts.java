package io.fieldpost.radio.licence;

import io.fieldpost.radio.detect.EmissionId;
import java.util.Map;

/**
 * What others have found out about the emissions of a row.
 *
 * @param programmes the RDS programme identification that an emission sends, for those that were decoded
 * @param tests what more attenuation has shown, for those that were tested
 */
public record BoardFacts(Map<EmissionId, Integer> programmes, Map<EmissionId, AttenuationTest> tests) {
    /** Nothing. */
    public static final BoardFacts NONE = new BoardFacts(Map.of(), Map.of());

    public BoardFacts {
        programmes = Map.copyOf(programmes);
        tests = Map.copyOf(tests);
    }

    /** What became of an emission when 3 dB of attenuation were switched in before the receiver. */
    public enum AttenuationTest {
        /** It fell by 3 dB: it comes in through the antenna. */
        TRUE_SIGNAL,
        /** It fell by much more: the receiver makes it (a third-order product falls by 9 dB). */
        PRODUCT
    }
}
