package io.fieldpost.agent.shaping;

import io.fieldpost.agent.Outage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the last counts of a source are written down: a minute after the start, then every quarter of an hour, and at the end; never when
 * nothing has changed. That is a hundred small writes a day. A kill in between costs nothing but resolution: the next rate is the mean
 * since the count that was written.
 */
final class CounterMemory {
    private static final long FIRST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long EVERY_NANOS = Duration.ofMinutes(15).toNanos();

    private final CounterFile file;
    private final Outage outage;
    private List<Count> written;
    private boolean begun;
    private long due;

    /** Reads what was remembered. Blocks. */
    CounterMemory(String source, Path directory) {
        this.file = new CounterFile(directory);
        this.outage = new Outage("counters of source " + source, Duration.ofSeconds(1));
        this.written = file.read();
    }

    /** The last count of a rate; null when none is remembered, or one of something else. */
    @Nullable
    Count last(String rate, String of) {
        for (Count count : written) {
            if (count.rate().equals(rate) && count.of().equals(of)) {
                return count;
            }
        }
        return null;
    }

    /** What writes the counts down, if that is due; null when not. */
    @Nullable
    Runnable save(List<CounterRate> rates, long now, boolean atTheEnd) {
        if (!begun) {
            begun = true;
            due = now + FIRST_NANOS;
        }
        if (!atTheEnd && now - due < 0) {
            return null;
        }
        due = now + EVERY_NANOS;
        List<Count> counts = new ArrayList<>();
        for (CounterRate rate : rates) {
            Count first = rate.first();
            if (first != null) {
                counts.add(first);
            }
        }
        return counts.equals(written) ? null : () -> write(counts, now);
    }

    private void write(List<Count> counts, long now) {
        try {
            file.write(counts);
            written = counts;
            outage.recovered(now);
        } catch (IOException e) {
            outage.failed(
                    now, "can't be written, " + e + "; after a restart their rates begin with an older count", null);
        }
    }
}
