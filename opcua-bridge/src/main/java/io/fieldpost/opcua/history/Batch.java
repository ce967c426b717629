package io.fieldpost.opcua.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

/**
 * Gaps that are read together. One request has one span for all its nodes (Part 11, 6.5.3.2), so only gaps share it whose spans lie
 * almost upon each other: what is read beside one costs the server work and is thrown away here.
 *
 * @param details the span; its start is inclusive and its end is not
 * @param valuesPerNode the most that one page holds of one node
 */
record Batch(List<SpanReading> readings, ReadRawModifiedDetails details, int valuesPerNode) {
    /** Room for all values at one time that {@link SpanFilter} tells apart, at both ends. */
    private static final int CROWDED_PAGE = 2 * SpanFilter.MOST_AT_ONE_TIME + 100;

    /** What may be read in vain, when the gap itself is not longer. */
    private static final long SLACK = Duration.ofSeconds(5).toNanos() / 100;

    /** The rest of a batch, whose details stay what they were. */
    Batch with(List<SpanReading> rest) {
        return new Batch(rest, details, valuesPerNode);
    }

    /** Nodes and span of the next request; empty when nothing is due. The marks are locked. */
    static List<Gap> choose(List<Gap> open, int mostNodes, long nowNanos) {
        List<Gap> due = new ArrayList<>();
        Set<PointMark> points = new HashSet<>();
        for (Gap gap : open) {
            // One at a time of each point, so that its values come in order.
            if (gap.point.node() != null && points.add(gap.point) && gap.isDue(nowNanos)) {
                due.add(gap);
            }
        }
        due.sort(Comparator.comparingLong(gap -> gap.from().time()));
        List<Gap> chosen = new ArrayList<>();
        long end = 0;
        for (Gap gap : due) {
            long widened = Math.max(end, end(gap));
            if (chosen.isEmpty() || (chosen.size() < mostNodes && fit(chosen, gap, widened))) {
                chosen.add(gap);
                end = widened;
            }
            if (chosen.get(0).isCrowded()) {
                break;
            }
        }
        return chosen;
    }

    private static boolean fit(List<Gap> chosen, Gap gap, long end) {
        Gap first = chosen.get(0);
        return !gap.isCrowded()
                && isTight(gap, first.from().time(), end)
                && isTight(first, first.from().time(), end);
    }

    private static boolean isTight(Gap gap, long start, long end) {
        return gap.from().time() - start + end - end(gap) <= Math.max(SLACK, gap.span());
    }

    /** An archive that lagged may hold what came after the gap by now, and so show that it has passed the gap's end. */
    private static long end(Gap gap) {
        return gap.isAskedAgain() ? Math.max(gap.to.time(), gap.point.time()) : gap.to.time();
    }

    /** The request for these gaps, of which there is one at least. The marks are locked. */
    static Batch of(List<Gap> chosen, int valuesPerRequest) {
        long start = chosen.get(0).from().time();
        long end = 0;
        List<SpanReading> readings = new ArrayList<>(chosen.size());
        for (Gap gap : chosen) {
            end = Math.max(end, end(gap));
            NodeId node = gap.point.node();
            if (node != null) {
                readings.add(new SpanReading(gap, node));
            }
        }
        int perNode = chosen.get(0).isCrowded() ? CROWDED_PAGE : Math.max(1, valuesPerRequest / chosen.size());
        // Whole milliseconds, for archives that keep no more, and both ends inside.
        DateTime first = new DateTime(start - start % Mark.MILLI);
        DateTime last = new DateTime(end - end % Mark.MILLI + Mark.MILLI + 1);
        return new Batch(
                readings, new ReadRawModifiedDetails(false, first, last, UInteger.valueOf(perNode), false), perNode);
    }
}
