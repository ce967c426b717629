package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.json.AddressException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Agrees with the broker on what it sends: what the points want, and nothing that earlier points wanted. */
final class Subscriptions {
    private final BrokerSession session;
    private final RememberedFilters remembered;
    private final List<Point> points;
    private final Intake taking;
    private final PointRemarks remarks;

    Subscriptions(
            BrokerSession session,
            RememberedFilters remembered,
            List<Point> points,
            Intake taking,
            PointRemarks remarks) {
        this.session = session;
        this.remembered = remembered;
        this.points = points;
        this.taking = taking;
        this.remarks = remarks;
    }

    /**
     * Subscribes, and unsubscribes.
     *
     * @param isResumed whether the broker had kept a session: it has subscriptions then, and may have much to give before it answers
     */
    void agree(List<TopicFilter> wanted, boolean isResumed) throws DriverException {
        Set<String> filters =
                new LinkedHashSet<>(wanted.stream().map(TopicFilter::text).toList());
        Set<String> old = new LinkedHashSet<>(remembered.read());
        Set<String> all = new LinkedHashSet<>(old);
        all.addAll(filters);
        old.removeAll(filters);
        // Before and after: a kill in between leaves too many in it, and never too few.
        remember(all);
        if (!filters.isEmpty()) {
            List<String> asked = List.copyOf(filters);
            if (isResumed) {
                session.subscribeLater(asked, refused -> tellRefused(refused, wanted));
            } else {
                tellRefused(session.subscribe(asked), wanted);
            }
        }
        if (isResumed && !old.isEmpty()) {
            session.unsubscribeLater(List.copyOf(old), () -> remember(filters));
        } else {
            remember(filters);
        }
    }

    private void remember(Set<String> filters) {
        try {
            remembered.write(filters);
            remarks.tell("subscriptions", "", "");
        } catch (IOException e) {
            remarks.tell(
                    "subscriptions",
                    "",
                    "what was subscribed to can't be kept, so a point that is taken away may leave its subscription: "
                            + e);
        }
    }

    private void tellRefused(List<String> refused, List<TopicFilter> wanted) {
        for (TopicFilter filter : wanted) {
            if (refused.contains(filter.text())) {
                points.stream().filter(point -> isCovered(point, filter)).forEach(point -> {
                    remarks.tell(
                            point.name(),
                            PointRemarks.SUBSCRIPTION,
                            "the broker does not let this user subscribe to '" + filter.text() + "'; allow it there");
                    taking.offerBad(point, Quality.BAD_CONFIGURATION);
                });
            }
        }
    }

    private static boolean isCovered(Point point, TopicFilter filter) {
        try {
            return filter.covers(MqttAddress.parse(point.address()).topic());
        } catch (AddressException e) {
            return false;
        }
    }
}
