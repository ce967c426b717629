package io.fieldpost.agent.shaping;

import io.fieldpost.config.gateway.Statistic;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Value;
import java.time.Instant;
import java.util.List;

/** The points that a window gives when it closes. */
record WindowPoints(List<Output> outputs) {
    /** One of them. */
    record Output(Statistic statistic, Point point, Channel channel) {}

    WindowPoints {
        outputs = List.copyOf(outputs);
    }

    /**
     * Tells what a window was.
     *
     * @param whole whether a value stood all the time
     * @param end the window's, which is the time of what is told
     */
    void tell(Stretch stretch, boolean whole, Instant end, Instant arrival, long now) {
        Quality quality = stretch.quality();
        if (stretch.hasValues() && !whole && quality.severity() == Quality.Severity.GOOD) {
            quality = Quality.UNCERTAIN_SUBNORMAL;
        }
        for (Output output : outputs) {
            Value value =
                    stretch.hasValues() ? new Value.Real(number(stretch, output.statistic())) : new Value.Absent();
            output.channel().pass(new Measurement(output.point(), value, quality, end, arrival), now);
        }
    }

    private static double number(Stretch stretch, Statistic statistic) {
        return switch (statistic) {
            case MIN -> stretch.min();
            case MEAN -> stretch.mean();
            case MAX -> stretch.max();
        };
    }
}
