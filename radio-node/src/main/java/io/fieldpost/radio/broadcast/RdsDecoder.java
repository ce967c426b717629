package io.fieldpost.radio.broadcast;

import java.util.Arrays;

/**
 * What the groups of a station say. Programme identification counts when more than half of the last {@value #VOTES} blocks without an
 * error that carry it, and at least three of them, agree. Type and traffic flags count when two groups in a row agree.
 */
final class RdsDecoder {
    private static final int VOTES = 15;
    private static final int FEWEST_VOTES = 3;
    private static final int TYPE_AND_TRAFFIC = 0x7E0;

    private final int[] votes = new int[VOTES];
    private long voted;
    private int identification = -1;
    private double identifiedSeconds = Double.NaN;
    private double namedSeconds = Double.NaN;
    private final SegmentedText name = new SegmentedText(4, 2, false);
    private SegmentedText text = new SegmentedText(16, 4, true);
    private boolean textVersionB;
    private int textFlag = -1;
    private int lastType = -1;
    private int type = -1;
    private int lastAnnouncement = -1;
    private int announcement = -1;
    private final int[] groups = new int[32];

    void accept(Group group, double seconds) {
        if (group.clean(0)) {
            vote(group.data(0), seconds);
        }
        if (!group.trusted(1)) {
            return;
        }
        if (group.versionB() && group.clean(2)) {
            vote(group.data(2), seconds);
        }
        groups[group.type() * 2 + (group.versionB() ? 1 : 0)]++;
        if (group.clean(1)) {
            type(group.data(1) & TYPE_AND_TRAFFIC);
        }
        switch (group.type()) {
            case 0 -> basicTuning(group, seconds);
            case 2 -> radioText(group);
            default -> {
                // Counted, and nothing else: lists of frequencies, clock and applications say nothing about identity.
            }
        }
    }

    private void vote(int pi, double seconds) {
        votes[(int) (voted++ % VOTES)] = pi;
        int cast = (int) Math.min(voted, VOTES);
        int equal = 0;
        for (int i = 0; i < cast; i++) {
            if (votes[i] == pi) {
                equal++;
            }
        }
        if (equal >= FEWEST_VOTES && 2 * equal > cast) {
            if (identification != pi) {
                identifiedSeconds = seconds;
            }
            identification = pi;
        }
    }

    /** Programme type and the traffic programme flag, as they lie in the second block. */
    private void type(int bits) {
        if (bits == lastType) {
            type = bits;
        }
        lastType = bits;
    }

    private void basicTuning(Group group, double seconds) {
        if (group.clean(1)) {
            int bit = group.data(1) >> 4 & 1;
            if (bit == lastAnnouncement) {
                announcement = bit;
            }
            lastAnnouncement = bit;
        }
        if (group.trusted(3)) {
            name.accept(group.data(1) & 3, group.data(3));
            if (Double.isNaN(namedSeconds) && name.complete() != null) {
                namedSeconds = seconds;
            }
        }
    }

    private void radioText(Group group) {
        if (textVersionB != group.versionB()) {
            textVersionB = group.versionB();
            text = new SegmentedText(16, textVersionB ? 2 : 4, true);
        }
        int flag = group.data(1) >> 4 & 1;
        if (flag != textFlag) {
            text.clear();
            textFlag = flag;
        }
        int segment = group.data(1) & 0xF;
        if (textVersionB && group.trusted(3)) {
            text.accept(segment, group.data(3));
        } else if (!textVersionB && group.trusted(2) && group.trusted(3)) {
            text.accept(segment, group.data(2) << 16 | group.data(3));
        }
    }

    RdsReading reading(boolean synchronised, BlockCount blocks) {
        return new RdsReading(
                synchronised,
                identification < 0 ? null : identification,
                name.complete(),
                text.complete(),
                type < 0 ? null : type >> 5 & 0x1F,
                type < 0 ? null : (type >> 10 & 1) == 1,
                announcement < 0 ? null : announcement == 1,
                name.unknown() + text.unknown(),
                new RdsReading.Blocks(blocks.total(), blocks.erroneous(), blocks.lost(), blocks.rate()),
                Arrays.copyOf(groups, groups.length),
                identifiedSeconds,
                namedSeconds);
    }
}
