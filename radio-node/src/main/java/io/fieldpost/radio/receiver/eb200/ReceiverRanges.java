package io.fieldpost.radio.receiver.eb200;

/**
 * What receivers of the family can be set to at one frequency (manuals of EB500, EM200, PR100 and EM100): filters before the demodulator and
 * spans of the IF spectrum. Not every receiver has all of them; one that lacks what is chosen here refuses it, and that is told.
 */
public final class ReceiverRanges {
    private static final long[] FILTERS_HZ = {
        150, 300, 600, 1_500, 2_400, 6_000, 9_000, 12_000, 15_000, 25_000, 30_000, 50_000, 120_000, 150_000, 250_000,
        300_000, 500_000
    };
    private static final long[] SPANS_HZ = {
        1_000,
        2_000,
        5_000,
        10_000,
        20_000,
        50_000,
        100_000,
        200_000,
        500_000,
        1_000_000,
        2_000_000,
        5_000_000,
        10_000_000,
        20_000_000
    };
    /** A signal in the middle leaves two fifths on each side for noise and skirts. */
    private static final int CHANNELS_IN_A_SPAN = 5;

    private ReceiverRanges() {}

    /** The narrowest filter that lets a channel through; the widest there is for one that is wider. */
    public static long filterFor(long channelHz) {
        return atLeast(FILTERS_HZ, channelHz);
    }

    /** The widest filter that is no wider; 0 when all are. */
    public static long filterWithin(long widthHz) {
        long found = 0;
        for (long filter : FILTERS_HZ) {
            found = filter <= widthHz ? filter : found;
        }
        return found;
    }

    /** The narrowest filter. */
    public static long narrowestFilter() {
        return FILTERS_HZ[0];
    }

    /** The narrowest span in which a channel is seen with the noise beside it. */
    public static long spanFor(long channelHz) {
        return atLeast(SPANS_HZ, CHANNELS_IN_A_SPAN * channelHz);
    }

    private static long atLeast(long[] ascending, long wanted) {
        for (long each : ascending) {
            if (each >= wanted) {
                return each;
            }
        }
        return ascending[ascending.length - 1];
    }
}
