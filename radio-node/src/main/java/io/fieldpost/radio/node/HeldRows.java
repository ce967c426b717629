package io.fieldpost.radio.node;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Holds rows back until a loss of samples within them would have been told, so that those with a loss are handed on as suspect for {@code
 * drop}. A loss that was told after a row was added may lie in every row that is held and in the next one; all of them are marked. One thread.
 */
final class HeldRows {
    private final LongSupplier dropped;
    private final long noticeNanos;
    private final Consumer<SpectrumRow> rows;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long droppedBefore;

    private record Held(SpectrumRow row, long endNanos) {}

    /**
     * @param dropped samples lost so far
     * @param noticeNanos how long after a loss, at most, it is in that count
     * @param rows takes them, in order
     */
    HeldRows(LongSupplier dropped, long noticeNanos, Consumer<SpectrumRow> rows) {
        this.dropped = dropped;
        this.noticeNanos = noticeNanos;
        this.rows = rows;
        droppedBefore = dropped.getAsLong();
    }

    /** Takes a row that was complete just now. */
    void add(SpectrumRow row, long nowNanos) {
        held.add(new Held(row, nowNanos));
        long now = dropped.getAsLong();
        if (now != droppedBefore) {
            droppedBefore = now;
            for (int i = held.size(); i > 0; i--) {
                Held each = held.remove();
                held.add(new Held(each.row().dropped(), each.endNanos()));
            }
        }
        while (!held.isEmpty() && nowNanos - held.element().endNanos() >= noticeNanos) {
            rows.accept(held.remove().row());
        }
    }

    /** Hands on what is held; of a loss in it nothing is known. */
    void end() {
        while (!held.isEmpty()) {
            rows.accept(held.remove().row());
        }
    }
}
