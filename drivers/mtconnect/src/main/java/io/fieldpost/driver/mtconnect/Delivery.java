package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.mtconnect.WantedItems.Target;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Hands observations over as measurements of the points that want them. For one thread at a time; {@link #end} from any. */
final class Delivery {
    private final DriverContext context;
    private final PointRemarks remarks;
    private final WantedItems wanted;
    private final Consumer<Measurement> sink;
    private volatile boolean ended;

    Delivery(DriverContext context, PointRemarks remarks, WantedItems wanted, Consumer<Measurement> sink) {
        this.context = context;
        this.remarks = remarks;
        this.wanted = wanted;
        this.sink = sink;
    }

    /** Nothing is handed over any more. */
    void end() {
        ended = true;
    }

    /**
     * In the order of their sequences: a document has them by component.
     *
     * @param historical whether they fill the gap of an interruption
     */
    void deliver(List<Observation> observations, boolean historical) {
        observations.stream()
                .sorted(Comparator.comparingLong(Observation::sequence))
                .forEach(each -> wanted.of(each).forEach(target -> deliver(each, target, historical)));
    }

    private void deliver(Observation observation, Target target, boolean historical) {
        ObservationValue value = ObservationValue.of(observation, target.readAs());
        Instant now = context.clock().instant();
        Instant time = ObservationValue.time(observation).orElse(now);
        String name = target.point().name();
        remarks.tell(name, PointRemarks.VALUE, value.remark());
        remarks.tell(
                name,
                PointRemarks.TIME,
                ObservationValue.time(observation).isPresent()
                        ? ""
                        : "its timestamp is none, so its values have the time of their arrival");
        Quality quality = value.quality();
        offer(new Measurement(target.point(), value.value(), quality, time, now, quality.opcUaStatus(), historical));
    }

    /** Tells of points that stand for no data item, or for several. */
    void tellUnresolved(AgentAnswer.Streams all) {
        wanted.unreadable().forEach(point -> offerUnknown(point, "its address is no id or name of a data item"));
        Map<String, List<Target>> unresolved = wanted.unresolved();
        unresolved.forEach(
                (item, targets) -> targets.forEach(target -> offerUnknown(target.point(), unresolvedText(item, all))));
    }

    private void offerUnknown(Point point, String why) {
        remarks.tell(point.name(), PointRemarks.ITEM, why);
        offer(Measurement.bad(
                point, Quality.BAD_ADDRESS_UNKNOWN, context.clock().instant()));
    }

    private String unresolvedText(String item, AgentAnswer.Streams all) {
        if (!wanted.idsOf(item).isEmpty()) {
            return "the name '" + item + "' stands for several data items: " + String.join(", ", wanted.idsOf(item))
                    + "; write the id, or name one machine in 'device'";
        }
        return "the agent has no data item '" + item + "'"
                + (all.someOthers().isEmpty()
                        ? ""
                        : "; it has others, such as " + String.join(", ", all.someOthers()) + " (see /probe for all)");
    }

    void offer(Measurement measurement) {
        if (!ended) {
            sink.accept(measurement);
        }
    }
}
