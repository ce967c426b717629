package io.fieldpost.radio.broadcast;

import java.util.function.Consumer;

/**
 * Finds where blocks begin in a stream of bits, checks and corrects them, and puts groups together (IEC 62106, annex C).
 *
 * <p>Synchronised when three blocks within seven have no error and fit each other in distance and order; in noise that happens about once
 * in some hours, and then leaves no three equal programme identifications. Lost after {@value #PATIENCE} blocks in a row that could
 * not even be corrected. The search goes on while synchronised, so a slip of a bit costs a few blocks. Corrected are bursts of up to 2
 * bits, and up to 5 while less than a quarter of the last 32 blocks had errors. One thread; allocates nothing after
 * construction.
 */
final class BlockSync {
    private static final int PATIENCE = 24;
    private static final int HITS = 64;
    private static final int WINDOW_BLOCKS = 7;
    private static final int NEEDED = 3;
    private static final int DOUBTFUL = 4;
    private static final int MASK = (1 << BlockCode.BITS) - 1;

    private final Consumer<Group> sink;
    private final Group group = new Group();
    private final BlockCount count;
    private final long[] hitAt = new long[HITS];
    private final int[] hitPosition = new int[HITS];
    private long hits;
    private long bits;
    private int register;
    private boolean synchronised;
    private int position;
    private long blockEnd;
    private int lostInARow;

    BlockSync(Consumer<Group> sink, BlockCount count) {
        this.sink = sink;
        this.count = count;
    }

    boolean synchronised() {
        return synchronised;
    }

    void accept(int bit) {
        register = (register << 1 | bit) & MASK;
        bits++;
        int remainder = BlockCode.remainder(register);
        if (synchronised && bits == blockEnd) {
            block(remainder);
            blockEnd += BlockCode.BITS;
        }
        int found = Offset.positionOf(remainder);
        if (found >= 0 && bits >= BlockCode.BITS) {
            hit(found);
        }
    }

    private void hit(int found) {
        int agreeing = 1;
        for (long h = Math.max(0, hits - HITS); h < hits; h++) {
            long distance = bits - hitAt[(int) (h % HITS)];
            long blocks = distance / BlockCode.BITS;
            if (distance % BlockCode.BITS == 0
                    && blocks < WINDOW_BLOCKS
                    && (hitPosition[(int) (h % HITS)] + blocks) % 4 == found) {
                agreeing++;
            }
        }
        hitAt[(int) (hits % HITS)] = bits;
        hitPosition[(int) (hits % HITS)] = found;
        hits++;
        boolean free = !synchronised || lostInARow >= DOUBTFUL;
        if (free && agreeing >= NEEDED) {
            synchronise(found);
        }
    }

    private void synchronise(int found) {
        synchronised = true;
        lostInARow = 0;
        position = (found + 1) % 4;
        blockEnd = bits + BlockCode.BITS;
        group.clear();
    }

    private void block(int remainder) {
        Offset expected = expected(remainder);
        int difference = remainder ^ expected.word();
        int quality = Group.CLEAN;
        int corrected = register;
        if (difference != 0) {
            int burst = BlockCode.burst(difference);
            boolean correctable = burst != 0 && BlockCode.length(burst) <= longestBurst();
            quality = correctable ? BlockCode.length(burst) : Group.LOST;
            corrected ^= burst;
        }
        count.add(quality);
        lostInARow = quality == Group.LOST ? lostInARow + 1 : 0;
        group.set(position, corrected >> 10, quality);
        if (position == 3) {
            sink.accept(group);
            group.clear();
        }
        position = (position + 1) % 4;
        if (lostInARow >= PATIENCE) {
            synchronised = false;
        }
    }

    /** The third block's offset follows from the version, and from itself where the version was not received. */
    private Offset expected(int remainder) {
        if (position != 2) {
            return position == 0 ? Offset.A : position == 1 ? Offset.B : Offset.D;
        }
        if (group.usable(1)) {
            return group.versionB() ? Offset.C_PRIME : Offset.C;
        }
        return remainder == Offset.C_PRIME.word() ? Offset.C_PRIME : Offset.C;
    }

    private int longestBurst() {
        return count.recentlyGood() ? BlockCode.LONGEST_BURST : Group.TRUSTED_BURST;
    }
}
