package io.fieldpost.radio.broadcast;

/** How many blocks came, and how many of them were wrong. */
final class BlockCount {
    private static final int RECENT = 32;
    private static final double FORGET = 1 / 200.0;

    private long total;
    private long erroneous;
    private long lost;
    private int recent = -1;
    private double rate;

    void add(int quality) {
        total++;
        boolean wrong = quality != Group.CLEAN;
        if (wrong) {
            erroneous++;
        }
        if (quality == Group.LOST) {
            lost++;
        }
        recent = recent << 1 | (wrong ? 1 : 0);
        rate += ((wrong ? 1 : 0) - rate) * Math.max(FORGET, 1.0 / total);
    }

    long total() {
        return total;
    }

    long erroneous() {
        return erroneous;
    }

    long lost() {
        return lost;
    }

    /** Share of blocks with errors among about the last 200. */
    double rate() {
        return rate;
    }

    boolean recentlyGood() {
        return Integer.bitCount(recent) < RECENT / 4;
    }
}
