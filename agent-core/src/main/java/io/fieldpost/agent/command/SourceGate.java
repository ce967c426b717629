package io.fieldpost.agent.command;

import io.fieldpost.config.gateway.CallableMethod;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.WritablePoint;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of one source. Immutable. */
final class SourceGate {
    private final String name;
    private final DeviceLine line;
    private final Map<String, Target> points = new HashMap<>();
    private final Map<String, CallableMethod> methods = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** A point that may be written, and with what. */
    record Target(Point point, WritablePoint allowed) {}

    SourceGate(Source source, DeviceLine line) {
        this.name = source.name();
        this.line = line;
        Map<String, PointSettings> configured = new HashMap<>();
        source.points().forEach(point -> configured.put(point.name(), point));
        known.addAll(configured.keySet());
        for (WritablePoint allowed : source.writable()) {
            PointSettings point = configured.get(allowed.point());
            if (point != null) {
                Point asDriverSeesIt = new Point(name, point.name(), point.address(), ValueType.ANY, point.unit());
                points.put(point.name(), new Target(asDriverSeesIt, allowed));
            }
        }
        source.callable().forEach(method -> methods.put(method.name(), method));
    }

    DeviceLine line() {
        return line;
    }

    @Nullable
    Target point(String point) {
        return points.get(point);
    }

    @Nullable
    CallableMethod method(String method) {
        return methods.get(method);
    }

    /** Why a point that is not on the list can't be written. */
    String complaintAboutPoint(String point) {
        return known.contains(point)
                ? "point '" + point + "' of source '" + name + "' is not on its list 'writable'"
                : "source '" + name + "' has no point '" + point + "'";
    }
}
