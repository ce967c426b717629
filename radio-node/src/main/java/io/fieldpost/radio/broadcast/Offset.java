package io.fieldpost.radio.broadcast;

/** Offset words, which tell the blocks of an RDS group apart (IEC 62106, annex A). */
enum Offset {
    A(0x0FC, 0),
    B(0x198, 1),
    C(0x168, 2),
    /** In place of C in groups of version B. */
    C_PRIME(0x350, 2),
    D(0x1B4, 3);

    private static final Offset[] ALL = values();

    private final int word;
    private final int position;

    Offset(int word, int position) {
        this.word = word;
        this.position = position;
    }

    /** What is added to the check bits. */
    int word() {
        return word;
    }

    /** Which block of the group, from 0 on. */
    int position() {
        return position;
    }

    /** Position of the block that leaves this remainder, or −1. */
    static int positionOf(int remainder) {
        for (Offset offset : ALL) {
            if (offset.word == remainder) {
                return offset.position;
            }
        }
        return -1;
    }
}
