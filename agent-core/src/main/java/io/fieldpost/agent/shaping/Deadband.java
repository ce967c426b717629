package io.fieldpost.agent.shaping;

import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a value of one point says nothing new. A change of quality or of the kind of value always does, and so does a step
 * into or out of not-a-number.
 */
final class Deadband {
    private final double width;
    private final boolean ofEverything;
    private @Nullable Value last;
    private @Nullable Quality quality;

    /**
     * Nothing was kept yet.
     *
     * @param width by how much a number may change, and be no news
     * @param ofEverything whether texts, truth values and all other kinds are no news when they are equal; else they always are
     */
    Deadband(double width, boolean ofEverything) {
        this.width = width;
        this.ofEverything = ofEverything;
    }

    /** Whether a measurement says nothing new. Changes nothing. */
    boolean holds(Measurement measurement) {
        if (last == null || measurement.quality() != quality) {
            return false;
        }
        if (last instanceof Value.Real before && measurement.value() instanceof Value.Real now) {
            return near(before.value(), now.value());
        }
        if (last instanceof Value.Int before && measurement.value() instanceof Value.Int now) {
            return near(before.value(), now.value());
        }
        return ofEverything && last.equals(measurement.value());
    }

    /** Notes that a measurement was kept; those that follow are compared with it. */
    void kept(Measurement measurement) {
        last = measurement.value();
        quality = measurement.quality();
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
