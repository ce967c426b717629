package io.fieldpost.radio.node;

import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The last rows of one band, so that what was before an emission can be shown. */
final class RecentRows {
    private static final int KEPT = 20;

    private final ArrayDeque<SpectrumRow> rows = new ArrayDeque<>();

    void add(SpectrumRow row) {
        rows.addLast(row);
        if (rows.size() > KEPT) {
            rows.removeFirst();
        }
    }

    /** The last one that was complete before a time; null when there is none any more. */
    @Nullable
    SpectrumRow before(Instant time) {
        SpectrumRow found = null;
        for (SpectrumRow row : rows) {
            if (row.time().isBefore(time)) {
                found = row;
            }
        }
        return found;
    }
}
