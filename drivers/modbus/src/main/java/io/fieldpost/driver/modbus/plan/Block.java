package io.fieldpost.driver.modbus.plan;

import io.fieldpost.driver.Quality;
import io.fieldpost.driver.modbus.address.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neighbours of one unit and table that one request reads, and what became of the last one. Belongs to one thread. */
public final class Block {
    private final List<PlannedPoint> points;
    private final int first;
    private final int end;

    /** When the unit refused it; null when it did not. */
    private @Nullable Instant refusedAt;

    private Quality quality = Quality.BAD_ADDRESS_UNKNOWN;

    /** @param points at least one; of one unit and table, in the order of their places */
    Block(List<PlannedPoint> points) {
        this.points = List.copyOf(points);
        this.first = points.get(0).address().number();
        this.end = endOf(points);
    }

    public int unit() {
        return points.get(0).address().unit();
    }

    public Table table() {
        return points.get(0).address().table();
    }

    /** The first place it reads. */
    public int first() {
        return first;
    }

    /** How many places it reads. */
    public int count() {
        return end - first;
    }

    public List<PlannedPoint> points() {
        return points;
    }

    /** Where the bytes of a point begin among those that the request brought. */
    public int offset(PlannedPoint point) {
        return (point.address().number() - first) * (table().holdsBits() ? 1 : 2);
    }

    /**
     * The unit will not be asked for it again for a while.
     *
     * @param told what its points are meanwhile
     */
    public void refused(Instant now, Quality told) {
        refusedAt = now;
        quality = told;
    }

    /** What its points are while it rests. */
    public Quality refusedQuality() {
        return quality;
    }

    public void accepted() {
        refusedAt = null;
    }

    /** Whether it was refused so lately that it is not asked for; a clock that was set back does not make it longer. */
    public boolean isResting(Instant now, Duration rest) {
        Instant since = refusedAt;
        return since != null && !now.isBefore(since) && now.isBefore(since.plus(rest));
    }

    /** Whether it can be asked for in two parts. */
    public boolean isDivisible() {
        return points.size() > 1;
    }

    /**
     * Two blocks in place of this: parted at the widest stretch that nobody wants, since undefined registers there are the usual reason
     * for a refusal, or else in the middle.
     */
    List<Block> parts() {
        int cut = points.size() / 2;
        int widest = 0;
        int reached = points.get(0).address().end();
        for (int i = 1; i < points.size(); i++) {
            int unwanted = points.get(i).address().number() - reached;
            if (unwanted > widest) {
                widest = unwanted;
                cut = i;
            }
            reached = Math.max(reached, points.get(i).address().end());
        }
        return List.of(new Block(points.subList(0, cut)), new Block(points.subList(cut, points.size())));
    }

    private static int endOf(List<PlannedPoint> points) {
        int end = 0;
        for (PlannedPoint point : points) {
            end = Math.max(end, point.address().end());
        }
        return end;
    }

    @Override
    public String toString() {
        return "unit " + unit() + ", " + table() + " " + first + " to " + (end - 1);
    }
}
