package io.fieldpost.radio.broadcast;

/**
 * The shortened cyclic code of an RDS block: 16 bits of information, 10 check bits, generator x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x³ + 1 (IEC 62106,
 * annex B). It corrects any one burst of up to 5 bits; but a burst of up to 5 fits about a third of all remainders, so of blocks that
 * are noise every third would be "corrected": how much to trust is the caller's decision.
 */
final class BlockCode {
    static final int BITS = 26;
    static final int LONGEST_BURST = 5;

    private static final int GENERATOR = 0x5B9;
    private static final int CHECK_BITS = 10;
    private static final int[] POWERS = new int[BITS];
    private static final int[] ERRORS = new int[1 << CHECK_BITS];

    static {
        int power = 1;
        for (int i = 0; i < BITS; i++) {
            POWERS[i] = power;
            power <<= 1;
            if (power >> CHECK_BITS != 0) {
                power ^= GENERATOR;
            }
        }
        // Short bursts first: they are likelier.
        for (int length = 1; length <= LONGEST_BURST; length++) {
            addBursts(length);
        }
    }

    private BlockCode() {}

    private static void addBursts(int length) {
        int ends = 1 | 1 << length - 1;
        for (int inner = 0; inner < 1 << Math.max(0, length - 2); inner++) {
            int burst = ends | inner << 1;
            for (int at = 0; at + length <= BITS; at++) {
                int remainder = remainder(burst << at);
                if (ERRORS[remainder] == 0) {
                    ERRORS[remainder] = burst << at;
                }
            }
        }
    }

    /** Remainder of 26 bits after division by the generator: of a block without errors, its offset word. */
    static int remainder(int block) {
        int sum = 0;
        for (int i = 0; i < BITS; i++) {
            sum ^= -(block >> i & 1) & POWERS[i];
        }
        return sum;
    }

    /** The shortest burst of errors that leaves this remainder (offset already taken out), or 0 when none of up to 5 bits does. */
    static int burst(int remainder) {
        return ERRORS[remainder];
    }

    /** From the first to the last wrong bit. */
    static int length(int burst) {
        return 32 - Integer.numberOfLeadingZeros(burst) - Integer.numberOfTrailingZeros(burst);
    }
}
