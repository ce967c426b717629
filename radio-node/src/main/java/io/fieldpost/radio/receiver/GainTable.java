package io.fieldpost.radio.receiver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The gains that a tuner has, in 0.1 dB (librtlsdr, {@code tuner_r82xx.c} and {@code librtlsdr.c}). */
enum GainTable {
    R82XX(
            0, 9, 14, 27, 37, 77, 87, 125, 144, 157, 166, 197, 207, 229, 254, 280, 297, 328, 338, 364, 372, 386, 402,
            421, 434, 439, 445, 480, 496),
    E4000(-10, 15, 40, 65, 90, 115, 140, 165, 190, 215, 240, 290, 340, 420);

    private final int[] tenthsOfDb;

    GainTable(int... tenthsOfDb) {
        this.tenthsOfDb = tenthsOfDb;
    }

    /** The table of a tuner as the greeting names it; empty for one whose gains are not known here. */
    static Optional<GainTable> of(String tuner) {
        return switch (tuner) {
            case "R820T", "R828D" -> Optional.of(R82XX);
            case "E4000" -> Optional.of(E4000);
            default -> Optional.empty();
        };
    }

    int steps() {
        return tenthsOfDb.length;
    }

    /** Index of the gain nearest to one that is asked for; the lower of two that are equally near. */
    int nearestIndex(int askedTenthsOfDb) {
        int best = 0;
        for (int i = 1; i < tenthsOfDb.length; i++) {
            if (Math.abs(tenthsOfDb[i] - askedTenthsOfDb) < Math.abs(tenthsOfDb[best] - askedTenthsOfDb)) {
                best = i;
            }
        }
        return best;
    }

    /** All of them, ascending. */
    List<Integer> all() {
        return Arrays.stream(tenthsOfDb).boxed().toList();
    }

    int tenthsOfDb(int index) {
        return tenthsOfDb[index];
    }
}
