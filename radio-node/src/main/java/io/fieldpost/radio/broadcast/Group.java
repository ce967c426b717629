package io.fieldpost.radio.broadcast;

import java.util.Arrays;

/**
 * Four blocks of RDS as they came; reused for the next group.
 *
 * <p>The quality of a block is {@link #CLEAN}, or the length of the burst that was corrected, or {@link #LOST}.
 */
final class Group {
    static final int CLEAN = 0;
    static final int LOST = -1;
    /** The longest corrected burst after which content may still be used. */
    static final int TRUSTED_BURST = 2;

    private final int[] data = new int[4];
    private final int[] quality = {LOST, LOST, LOST, LOST};

    void set(int block, int information, int blockQuality) {
        data[block] = information;
        quality[block] = blockQuality;
    }

    void clear() {
        Arrays.fill(quality, LOST);
    }

    int data(int block) {
        return data[block];
    }

    boolean clean(int block) {
        return quality[block] == CLEAN;
    }

    /** Clean, or corrected by so little that chance hardly did it. */
    boolean trusted(int block) {
        return quality[block] >= CLEAN && quality[block] <= TRUSTED_BURST;
    }

    boolean usable(int block) {
        return quality[block] != LOST;
    }

    /** Group type 0 to 15; meaningful when block 1 is. */
    int type() {
        return data[1] >> 12;
    }

    boolean versionB() {
        return (data[1] >> 11 & 1) == 1;
    }
}
