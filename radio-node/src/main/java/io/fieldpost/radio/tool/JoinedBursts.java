package io.fieldpost.radio.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins stretches of bins in which bursts came at the same time and are of one emission ({@link JoinedLines}), such as keying between two
 * frequencies that lie far apart. Judged by the longest burst of each; what is shorter than some 5 ms tells too little. One thread.
 */
final class JoinedBursts {
    /** Of two bursts of one emission, each is on for so much of the other: a symbol is missing at an end. */
    private static final double TOGETHER = 0.8;

    private final JoinedLines lines;
    private final RowShape shape;

    JoinedBursts(JoinedLines lines, RowShape shape) {
        this.lines = lines;
        this.shape = shape;
    }

    /** The stretches of all, in the order of frequency. */
    List<Stretch> of(List<BandActivity> bursts) throws IOException {
        List<Stretch> joined = new ArrayList<>();
        for (int at = 0; at < bursts.size(); ) {
            int end = at + 1;
            BandActivity.Interval common = longest(bursts.get(at));
            while (end < bursts.size() && together(common, longest(bursts.get(end)))) {
                common = common(common, longest(bursts.get(end)));
                end++;
            }
            List<Stretch> apart =
                    bursts.subList(at, end).stream().map(BandActivity::stretch).toList();
            // Rows at the ends may be filled in part.
            joined.addAll(
                    lines.of(apart, (common.from() + 1L) * shape.samples(), (common.to() - 1L) * shape.samples()));
            at = end;
        }
        return joined;
    }

    private static boolean together(BandActivity.Interval one, BandActivity.Interval other) {
        BandActivity.Interval common = common(one, other);
        return common.rows() >= TOGETHER * Math.max(one.rows(), other.rows());
    }

    private static BandActivity.Interval common(BandActivity.Interval one, BandActivity.Interval other) {
        return new BandActivity.Interval(Math.max(one.from(), other.from()), Math.min(one.to(), other.to()));
    }

    private static BandActivity.Interval longest(BandActivity burst) {
        BandActivity.Interval longest = new BandActivity.Interval(0, 0);
        for (BandActivity.Interval each : burst.intervals()) {
            longest = each.rows() > longest.rows() ? each : longest;
        }
        return longest;
    }
}
