package io.fieldpost.agent.publish;

import io.fieldpost.agent.record.BatchColumns;
import java.time.Instant;

/** Writes the rows of a batch as the JSON profile has them: one array for each column. Not thread-safe. */
final class JsonRows {
    /** Numbers are computed and written by so many, so that the columns of the largest batch need no more. */
    private static final int PIECE = 512;

    private static final long UNSIGNED = 0xFFFF_FFFFL;

    private final JsonWriter out;
    private final JsonValues values;
    private final long[] piece = new long[PIECE];

    /** A column of whole numbers. */
    @FunctionalInterface
    private interface Column {
        /** Fills {@code target} with the numbers of {@code size} rows, from {@code first} on. */
        void fill(BatchColumns batch, Instant base, int first, long[] target, int size);
    }

    JsonRows(JsonWriter out) {
        this.out = out;
        this.values = new JsonValues(out);
    }

    /**
     * Writes all columns as one object.
     *
     * @param base what times are counted from, as {@link Ticks#cut} has made it
     * @return where the first column ends, which says the points of the rows
     */
    int write(BatchColumns batch, Instant base) {
        out.raw("{\"point\":[");
        numbers(batch, base, JsonRows::points);
        int columnEnd = out.length();
        out.raw("],\"time\":[");
        numbers(batch, base, JsonRows::sourceTimes);
        out.raw("],\"received\":[");
        numbers(batch, base, JsonRows::receivedTimes);
        out.raw("],\"quality\":[");
        numbers(batch, base, JsonRows::statuses);
        // A column that is there only when a row needs it.
        if (batch.anyHistorical()) {
            out.raw("],\"historical\":[");
            historical(batch);
        }
        out.raw("],\"value\":[");
        values(batch);
        out.raw("]}");
        return columnEnd;
    }

    private void numbers(BatchColumns batch, Instant base, Column column) {
        int count = batch.count();
        for (int first = 0; first < count; first += PIECE) {
            int size = Math.min(PIECE, count - first);
            column.fill(batch, base, first, piece, size);
            comma(first);
            out.numbers(piece, size);
        }
    }

    private static void points(BatchColumns batch, Instant base, int first, long[] target, int size) {
        for (int i = 0; i < size; i++) {
            target[i] = batch.point(first + i);
        }
    }

    private static void sourceTimes(BatchColumns batch, Instant base, int first, long[] target, int size) {
        for (int i = 0; i < size; i++) {
            target[i] = Ticks.between(base, batch.sourceSecond(first + i), batch.sourceNanos(first + i));
        }
    }

    private static void receivedTimes(BatchColumns batch, Instant base, int first, long[] target, int size) {
        for (int i = 0; i < size; i++) {
            target[i] = Ticks.between(base, batch.receivedSecond(first + i), batch.receivedNanos(first + i));
        }
    }

    private static void statuses(BatchColumns batch, Instant base, int first, long[] target, int size) {
        for (int i = 0; i < size; i++) {
            target[i] = batch.status(first + i) & UNSIGNED;
        }
    }

    private void historical(BatchColumns batch) {
        for (int row = 0; row < batch.count(); row++) {
            comma(row);
            out.bool(batch.historical(row));
        }
    }

    private void values(BatchColumns batch) {
        for (int row = 0; row < batch.count(); row++) {
            comma(row);
            switch (batch.form(row)) {
                case REAL -> values.real(batch.real(row));
                case WHOLE -> out.number(batch.whole(row));
                case FALSE -> out.bool(false);
                case TRUE -> out.bool(true);
                case TEXT -> batch.text(row, out);
                case ABSENT -> out.raw("null");
                case OBJECT -> values.value(batch.value(row));
            }
        }
    }

    private void comma(int i) {
        if (i > 0) {
            out.raw(',');
        }
    }
}
