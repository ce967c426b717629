package io.fieldpost.radio.node;

import io.fieldpost.driver.Quality;
import io.fieldpost.radio.spectrum.SpectrumRow;
import java.time.Duration;

/**
 * Whether a receiver that measures by itself does what it should, once a minute as a record {@code health} in the data stream: how many rows
 * came, what was lost or suspect, and what is known of temperature, place and clock. One thread at a time.
 */
final class RowHealth {
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final PanoramaParts parts;
    private long sinceNanos;
    private long droppedBefore;
    private long rows;
    private long suspect;

    RowHealth(PanoramaParts parts, long nowNanos) {
        this.parts = parts;
        sinceNanos = nowNanos;
        droppedBefore = parts.instrument().receiver().dropped();
    }

    /** Takes note of a row, and tells when a minute is over. */
    void step(SpectrumRow row, long nowNanos) {
        rows++;
        suspect += row.suspect().isEmpty() ? 0 : 1;
        if (nowNanos - sinceNanos < EVERY_NANOS) {
            return;
        }
        long dropped = parts.instrument().receiver().dropped();
        long lost = Math.max(0, dropped - droppedBefore);
        Fields fields = new Fields()
                .text("receiver", parts.surroundings().receiver())
                .flag("ok", lost == 0 && suspect == 0)
                .real("seconds", Math.rint((nowNanos - sinceNanos) / 1e9))
                .whole("rows", rows)
                .whole("suspect_rows", suspect)
                .whole("dropped", lost)
                .text("trouble", parts.surroundings().trouble());
        Outlet outlet = parts.outlet();
        outlet.record("health", parts.surroundings().addTo(fields, outlet.now()).record(), Quality.GOOD, outlet.now());
        sinceNanos = nowNanos;
        droppedBefore = dropped;
        rows = 0;
        suspect = 0;
    }
}
