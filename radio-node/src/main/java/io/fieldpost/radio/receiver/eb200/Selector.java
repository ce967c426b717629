package io.fieldpost.radio.receiver.eb200;

/**
 * The series of values that an attribute can carry, in the order of their flags, low bit first: of each whose flag is set there are as many
 * values as the attribute has items.
 */
enum Selector {
    /** 0.1 dBµV. */
    LEVEL(0x1, 2),
    /** Hz from the tuned frequency. */
    OFFSET(0x2, 4),
    /** 0.1 dBµV/m. */
    FIELD_STRENGTH(0x4, 2),
    /** 0.1 %. */
    AM(0x8, 2),
    AM_POSITIVE(0x10, 2),
    AM_NEGATIVE(0x20, 2),
    /** Hz. */
    FM(0x40, 4),
    FM_POSITIVE(0x80, 4),
    FM_NEGATIVE(0x100, 4),
    /** 0.01 rad. */
    PM(0x200, 2),
    /** Hz. */
    BANDWIDTH(0x400, 4),
    DF_LEVEL(0x800, 2),
    AZIMUTH(0x1000, 2),
    DF_QUALITY(0x2000, 2),
    DF_FIELD_STRENGTH(0x4000, 2),
    DF_LEVEL_CONTINUOUS(0x8000, 2),
    CHANNEL(0x10000, 2),
    /** Low 32 bits of a frequency in Hz, unsigned. */
    FREQUENCY_LOW(0x20000, 4),
    ELEVATION(0x40000, 2),
    DF_CHANNEL_STATUS(0x80000, 2),
    DF_OMNIPHASE(0x100000, 2),
    /** High 32 bits of a frequency in Hz, unsigned. */
    FREQUENCY_HIGH(0x200000, 4),
    BANDWIDTH_CENTRE(0x400000, 4),
    FREQUENCY_OFFSET_RELATIVE(0x800000, 4);

    /** Optional header and values are little-endian; not on all receivers, see {@link ByteOrders}. */
    static final long SWAP = 0x20000000L;
    /** The signal is above the squelch. */
    static final long ABOVE_SQUELCH = 0x40000000L;
    /** An optional header stands before the values. */
    static final long OPTIONAL_HEADER = 0x80000000L;

    private static final Selector[] ALL = values();

    final long flag;
    final int bytes;

    Selector(long flag, int bytes) {
        this.flag = flag;
        this.bytes = bytes;
    }

    /** Bytes of one item, all series together. */
    static int bytesPerItem(long flags) {
        int sum = 0;
        for (Selector each : ALL) {
            sum += (flags & each.flag) == 0 ? 0 : each.bytes;
        }
        return sum;
    }

    /** Bytes of one item in the series that come before this one. */
    int bytesBefore(long flags) {
        return bytesPerItem(flags & flag - 1);
    }
}
