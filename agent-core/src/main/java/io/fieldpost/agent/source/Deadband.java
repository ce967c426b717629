package io.fieldpost.agent.source;

import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out numbers that have hardly changed since the last one kept. A change of quality or of the kind of value is always kept,
 * and so is a step into or out of not-a-number. Not safe for threads: its owner's lock guards it.
 */
final class Deadband {
    private final Map<String, Band> bands = new HashMap<>();

    Deadband(List<PointSettings> points) {
        for (PointSettings point : points) {
            Double width = point.deadband();
            if (width != null) {
                bands.put(point.name(), new Band(width));
            }
        }
    }

    /** Whether a measurement says nothing new. Changes nothing. */
    boolean suppresses(Measurement measurement) {
        if (bands.isEmpty()) {
            return false;
        }
        Band band = bands.get(measurement.point().name());
        return band != null && band.holds(measurement);
    }

    /** Notes that a measurement was kept; those that follow are compared with it. */
    void kept(Measurement measurement) {
        if (bands.isEmpty()) {
            return;
        }
        Band band = bands.get(measurement.point().name());
        if (band != null) {
            band.last = measurement.value();
            band.quality = measurement.quality();
        }
    }

    private static final class Band {
        private final double width;
        private @Nullable Value last;
        private @Nullable Quality quality;

        private Band(double width) {
            this.width = width;
        }

        private boolean holds(Measurement measurement) {
            if (last == null || measurement.quality() != quality) {
                return false;
            }
            if (last instanceof Value.Real before && measurement.value() instanceof Value.Real now) {
                return near(before.value(), now.value());
            }
            if (last instanceof Value.Int before && measurement.value() instanceof Value.Int now) {
                return near(before.value(), now.value());
            }
            return false;
        }

        private boolean near(long before, long now) {
            long change = now - before;
            boolean overflowed = ((now ^ before) & (now ^ change)) < 0;
            return !overflowed && Math.abs((double) change) <= width;
        }

        private boolean near(double before, double now) {
            // Equal infinities differ by not-a-number, and two not-a-numbers are the same news.
            return Double.compare(before, now) == 0 || Math.abs(now - before) <= width;
        }
    }
}
