package io.fieldpost.config.gateway;

import io.fieldpost.config.ChosenBy;
import io.fieldpost.config.Setting;
import java.time.Duration;
import java.util.List;

/** One machine, meter or receiver, read by one driver. */
@Setting("One machine, meter or receiver, read by one driver on a thread of its own.")
public record Source(
        @Setting(
                value = "Name of this source, unique on the gateway.",
                pattern = "[A-Za-z0-9_.-]{1,64}",
                example = "press-1")
        String name,

        @Setting(value = "The driver that reads it.", example = "opcua")
        String protocol,

        @Setting(value = "What this driver needs to know; each protocol has a reference of its own.", byDefault = "{}")
        @ChosenBy("protocol")
        Record settings,

        @Setting("The values to read. Some drivers, such as radio, announce their own.")
        List<PointSettings> points,

        @Setting(value = "How often a polled source is read.", byDefault = "1s", min = "10ms", max = "1d")
        Duration every,

        @Setting(
                value = "How long one call to the driver may take before it is cut off.",
                byDefault = "10s",
                min = "100ms",
                max = "10min")
        Duration deadline,

        @Setting("The points that may be written. Nothing else ever is; without this list, nothing.")
        List<WritablePoint> writable,

        @Setting("The methods that may be called. Nothing else ever is; without this list, nothing.")
        List<CallableMethod> callable,

        @Setting(
                "Values that are worked out here from those in 'points': sums, conditions, rates of counters, windows of the clock.")
        List<DerivedPoint> derived) {
    /** A source without derived points. */
    public Source(
            String name,
            String protocol,
            Record settings,
            List<PointSettings> points,
            Duration every,
            Duration deadline,
            List<WritablePoint> writable,
            List<CallableMethod> callable) {
        this(name, protocol, settings, points, every, deadline, writable, callable, List.of());
    }
}
