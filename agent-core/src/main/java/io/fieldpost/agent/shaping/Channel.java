package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of one point's values: to its unit, to whom makes others of them, and through its gate. */
final class Channel {
    private final Outlet outlet;
    private final Tally tally;
    private final @Nullable Levels levels;
    private final Gate gate;
    private final List<Reader> readers = new ArrayList<>();

    Channel(Outlet outlet, Tally tally, @Nullable Levels levels, Gate gate) {
        this.outlet = outlet;
        this.tally = tally;
        this.levels = levels;
        this.gate = gate;
    }

    /** Hands its values to a derived point as well. */
    void alsoTo(Reader reader) {
        readers.add(reader);
    }

    /** What the source had kept, and tells after what is newer, makes no derived values: they would go back in time. */
    void pass(Measurement told, long now) {
        Measurement measurement = levels == null ? told : levels.of(told);
        outlet.see(measurement);
        gate.offer(measurement, now);
        if (measurement.historical()) {
            tally.late += readers.isEmpty() ? 0 : 1;
            return;
        }
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).take(measurement, now);
        }
    }

    void step(long now, Instant time, boolean silenceIsNoChange) {
        Measurement again = gate.step(now, time, silenceIsNoChange);
        if (again != null) {
            readers.forEach(reader -> reader.unchanged(again, now));
        }
    }

    void release(long now) {
        gate.release(now);
    }

    long heldNumber() {
        return gate.heldNumber();
    }
}
