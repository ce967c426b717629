package io.fieldpost.agent.command;

import io.fieldpost.config.gateway.CallableMethod;
import io.fieldpost.config.gateway.PointSettings;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.config.gateway.WritablePoint;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What may be asked of one source. Immutable. */
final class SourceGate {
    private final Source source;
    private final DeviceLine line;
    private final Map<String, Target> points = new HashMap<>();
    private final Map<String, CallableMethod> methods = new HashMap<>();
    private final Map<String, DeviceOperation> operations = new TreeMap<>();

    /** A point that may be written, and with what. */
    record Target(Point point, WritablePoint allowed) {}

    SourceGate(Source source, DeviceLine line, List<DeviceOperation> operations) {
        this.source = source;
        this.line = line;
        Map<String, WritablePoint> writable = new HashMap<>();
        source.writable().forEach(allowed -> writable.put(allowed.point(), allowed));
        for (PointSettings point : source.points()) {
            WritablePoint allowed = writable.get(point.name());
            if (allowed != null) {
                Point asDriverSeesIt =
                        new Point(source.name(), point.name(), point.address(), ValueType.ANY, point.unit());
                points.put(point.name(), new Target(asDriverSeesIt, allowed));
            }
        }
        source.callable().forEach(method -> methods.put(method.name(), method));
        operations.forEach(operation -> this.operations.put(operation.name(), operation));
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

    @Nullable
    DeviceOperation operation(String operation) {
        return operations.get(operation);
    }

    /** Why an operation that the driver does not know can't be asked for. */
    String complaintAboutOperation(String operation) {
        String known = operations.isEmpty() ? "it has none" : "it has " + String.join(", ", operations.keySet());
        return "source '" + source.name() + "' of protocol " + source.protocol() + " has no operation '" + operation
                + "'; " + known;
    }

    /** Why a point that is not on the list can't be written. */
    String complaintAboutPoint(String point) {
        boolean known = source.points().stream().anyMatch(one -> one.name().equals(point));
        return known
                ? "point '" + point + "' of source '" + source.name() + "' is not on its list 'writable'"
                : "source '" + source.name() + "' has no point '" + point + "'";
    }
}
