package io.fieldpost.driver.modbus.plan;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.modbus.address.AddressException;
import io.fieldpost.driver.modbus.address.ModbusAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The requests that read one list of points. It learns: a block that was refused stays in parts. Belongs to one thread. */
public final class RequestPlan {
    private static final Comparator<PlannedPoint> BY_PLACE = Comparator.comparingInt(
                    (PlannedPoint point) -> point.address().unit())
            .thenComparing(point -> point.address().table())
            .thenComparingInt(point -> point.address().number());

    private final List<Point> planned;
    private final List<Block> blocks;
    private final List<Integer> unreadable;

    private RequestPlan(List<Point> planned, List<Block> blocks, List<Integer> unreadable) {
        this.planned = planned;
        this.blocks = blocks;
        this.unreadable = unreadable;
    }

    /** Plans a list. An address that is none costs no request. */
    public static RequestPlan of(List<Point> points, RequestLimits limits) {
        List<PlannedPoint> readable = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            try {
                readable.add(
                        new PlannedPoint(i, ModbusAddress.parse(points.get(i).address())));
            } catch (AddressException e) {
                unreadable.add(i);
            }
        }
        readable.sort(BY_PLACE);
        return new RequestPlan(List.copyOf(points), merged(readable, limits), List.copyOf(unreadable));
    }

    private static List<Block> merged(List<PlannedPoint> sorted, RequestLimits limits) {
        List<Block> blocks = new ArrayList<>();
        List<PlannedPoint> together = new ArrayList<>();
        int end = 0;
        for (PlannedPoint point : sorted) {
            if (!together.isEmpty() && !fits(together.get(0).address(), end, point.address(), limits)) {
                blocks.add(new Block(together));
                together.clear();
            }
            end = together.isEmpty()
                    ? point.address().end()
                    : Math.max(end, point.address().end());
            together.add(point);
        }
        if (!together.isEmpty()) {
            blocks.add(new Block(together));
        }
        return blocks;
    }

    private static boolean fits(ModbusAddress first, int end, ModbusAddress next, RequestLimits limits) {
        return next.unit() == first.unit()
                && next.table() == first.table()
                && next.number() - end <= limits.unwanted(first.table())
                && Math.max(end, next.end()) - first.number() <= limits.places(first.table());
    }

    /** Whether this is the plan of a list. */
    public boolean isOf(List<Point> points) {
        return planned.equals(points);
    }

    /** In the order of units, tables and places. A copy: {@link #part} may be called meanwhile. */
    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** Where the points stand whose address is none. */
    public List<Integer> unreadable() {
        return unreadable;
    }

    /**
     * Puts two blocks in the place of one, from now on.
     *
     * @param block one of {@link #blocks} that is divisible
     */
    public List<Block> part(Block block) {
        List<Block> parts = block.parts();
        int at = blocks.indexOf(block);
        blocks.remove(at);
        blocks.addAll(at, parts);
        return parts;
    }
}
