package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.PointNames;
import io.fieldpost.driver.json.AddressException;
import io.fieldpost.driver.json.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which points a topic's messages go to. An address with wildcards stands for a point for each topic that it meets: its name is the point's
 * with what the wildcards stood for behind it. For one thread at a time.
 */
final class Routes {
    /** Far more devices than one gateway should have behind one line of its configuration. */
    private static final int MOST_MET = 1_000;

    private final Map<String, TopicPlan> plans = new LinkedHashMap<>();
    private final Map<String, List<Route>> byTopic = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final List<Point> unreadable = new ArrayList<>();
    private final long startNanos;
    private int met;

    /** The points of one plan at one topic. */
    record Route(TopicPlan plan, List<Target> targets) {}

    Routes(List<Point> points, @Nullable JsonPointer time, long startNanos) {
        this.startNanos = startNanos;
        for (Point point : points) {
            names.add(point.name());
            try {
                MqttAddress address = MqttAddress.parse(point.address());
                plans.computeIfAbsent(address.topic().text(), text -> new TopicPlan(address.topic(), time))
                        .add(point, address);
            } catch (AddressException e) {
                unreadable.add(point);
            }
        }
        plans.values().stream()
                .filter(plan -> !plan.filter().isWild())
                .forEach(plan -> byTopic.computeIfAbsent(plan.filter().text(), topic -> new ArrayList<>())
                        .add(route(plan, List.of())));
    }

    /** Filters of all points, without those that are part of others. */
    List<TopicFilter> filters() {
        return plans.values().stream().map(TopicPlan::filter).toList();
    }

    /** Points whose address is none. */
    List<Point> unreadable() {
        return unreadable;
    }

    /** Each topic that is known by now, with its points. */
    Map<String, List<Route>> known() {
        return byTopic;
    }

    /** Whether so many topics were met that no more are taken. */
    boolean isFull() {
        return met >= MOST_MET;
    }

    /** Where messages of a topic go; empty for nowhere. */
    List<Route> of(String topic) {
        List<Route> routes = byTopic.get(topic);
        if (routes != null
                && routes.stream().allMatch(route -> !route.plan().filter().isWild())) {
            return met(topic, routes);
        }
        return routes == null ? met(topic, List.of()) : routes;
    }

    private List<Route> met(String topic, List<Route> known) {
        List<Route> routes = new ArrayList<>(known);
        for (TopicPlan plan : plans.values()) {
            Optional<List<String>> captured =
                    plan.filter().isWild() ? plan.filter().match(topic) : Optional.empty();
            if (captured.isPresent() && !isFull()) {
                routes.add(route(plan, captured.get()));
            }
        }
        if (routes.size() > known.size()) {
            met++;
            byTopic.put(topic, routes);
        }
        return routes;
    }

    private Route route(TopicPlan plan, List<String> captured) {
        List<Target> targets = new ArrayList<>();
        for (TopicPlan.Wanted each : plan.wanted()) {
            Point point = captured.isEmpty() ? each.point() : named(each.point(), captured);
            targets.add(new Target(point, each.address(), each.slot(), startNanos));
        }
        return new Route(plan, targets);
    }

    private Point named(Point point, List<String> captured) {
        String name = PointNames.of(
                        List.of(new PointNames.Nameless(captured, String.join("/", captured))),
                        point.name() + "/",
                        names)
                .get(0);
        names.add(name);
        return new Point(point.source(), name, point.address(), point.type(), point.unit());
    }
}
