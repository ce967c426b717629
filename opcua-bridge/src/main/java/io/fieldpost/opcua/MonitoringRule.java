package io.fieldpost.opcua;

import io.fieldpost.config.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How some of a source's points are watched. What it does not say is as the source says. */
@Setting("How some of the points are watched, where that differs from the rest of the source.")
public record MonitoringRule(
        @Setting(
                value =
                        "Names of points; '*' stands for any characters. For each of the settings below, the first rule that names a point and has it counts.",
                example = "[ \"barrel_*\", pressure ]")
        List<String> points,

        @Setting(
                value = "How often the server looks at these values; 0ms as fast as it can.",
                min = "0ms",
                max = "1h",
                example = "100ms")
        @Nullable
        Duration samplingInterval,

        @Setting(
                value = "How many changes of one value the server keeps between two sendings.",
                min = "1",
                max = "10000",
                example = "50")
        @Nullable
        Integer queueSize,

        @Setting(value = "What the server drops when its queue is full.", example = "newest") @Nullable
        Discard discard,

        @Setting(
                value =
                        "The server leaves out changes up to this: in the point's unit, or as a percentage of the range that the server knows for it (EURange). Unlike a point's own 'deadband', what is left out is not even sent.",
                pattern = "\\d+(\\.\\d+)?( ?%)?",
                example = "0.5 %")
        @Nullable
        String deadband,

        @Setting(value = "What counts as a change.", example = "timestamp") @Nullable
        Trigger trigger,

        @Setting(
                value =
                        "Read these values at each sampling interval instead of subscribing, whether they change or not.",
                example = "true")
        @Nullable
        Boolean poll) {

    public MonitoringRule {
        if (deadband != null && deadband.endsWith("%") && percent(deadband) > 100) {
            throw new IllegalArgumentException("deadband: " + deadband + " is more than 100 %");
        }
        if (deadband != null && trigger == Trigger.status) {
            throw new IllegalArgumentException("deadband: has no effect with 'trigger: status'; remove one of them");
        }
    }

    /** The number before the sign of percent. */
    static double percent(String deadband) {
        return Double.parseDouble(deadband.substring(0, deadband.length() - 1).trim());
    }
}
