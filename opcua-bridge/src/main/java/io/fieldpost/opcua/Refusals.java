package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Quality;
import io.fieldpost.driver.Remark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.StatusCodes;

/**
 * Points that the server does not give, each with its reason: told once as a measurement of bad quality, shown as a remark while it
 * lasts, and asked for again. One thread.
 */
final class Refusals {
    private static final String REFUSAL = "refusal";

    private final DriverContext context;
    private final Consumer<Measurement> sink;
    private final Map<String, Refused> refused = new LinkedHashMap<>();

    private record Refused(Point point, String reason) {}

    Refusals(DriverContext context, Consumer<Measurement> sink) {
        this.context = context;
        this.sink = sink;
    }

    /** The server said no by a status. */
    void add(Point point, long status) {
        add(point, quality(status), reason(status), (int) status);
    }

    /** The point has no node. */
    void add(Point point, Quality quality, String reason) {
        add(point, quality, reason, quality.opcUaStatus());
    }

    private void add(Point point, Quality quality, String reason, int status) {
        Refused before = refused.put(point.name(), new Refused(point, reason));
        if (before == null || !before.reason.equals(reason)) {
            context.remark(new Remark(point.name(), REFUSAL, reason + ": " + point.address()));
        }
        if (before == null) {
            var now = context.clock().instant();
            boolean bad = Quality.Severity.ofOpcUaStatus(status) == Quality.Severity.BAD;
            sink.accept(new Measurement(
                    point,
                    new io.fieldpost.driver.Value.Absent(),
                    quality,
                    now,
                    now,
                    bad ? status : quality.opcUaStatus(),
                    false));
        }
    }

    /** The server gives the point after all. */
    void accepted(Point point) {
        if (!refused.isEmpty() && refused.remove(point.name()) != null) {
            context.remark(new Remark(point.name(), REFUSAL, ""));
        }
    }

    /** What to ask for again. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        refused.values().forEach(one -> points.add(one.point));
        return points;
    }

    private static String reason(long status) {
        return what(status) + " (" + Failures.name(status) + ")";
    }

    private static String what(long status) {
        if (status == StatusCodes.Bad_NodeIdUnknown || status == StatusCodes.Bad_NodeIdInvalid) {
            return "the server knows no such node; look for it with 'fieldpost browse'";
        }
        if (status == StatusCodes.Bad_UserAccessDenied) {
            return "this user may not read it; allow it at the server, or use another user";
        }
        if (status == StatusCodes.Bad_NotReadable) {
            return "it can't be read; choose another node";
        }
        if (status == StatusCodes.Bad_AttributeIdInvalid) {
            return "it has no value, because it is no variable; choose a variable below it";
        }
        if (status == StatusCodes.Bad_OutOfMemory || status == StatusCodes.Bad_TooManyMonitoredItems) {
            return "the server can't watch so many points; ask for fewer, or read some with 'poll: true'";
        }
        return "the server refuses it";
    }

    private static Quality quality(long status) {
        if (status == StatusCodes.Bad_NodeIdInvalid) {
            return Quality.BAD_ADDRESS_UNKNOWN;
        }
        if (status == StatusCodes.Bad_AttributeIdInvalid
                || status == StatusCodes.Bad_NotReadable
                || status == StatusCodes.Bad_UserAccessDenied) {
            return Quality.BAD_CONFIGURATION;
        }
        Quality quality = Quality.ofOpcUaStatus((int) status);
        return quality.severity() == Quality.Severity.BAD ? quality : Quality.BAD;
    }
}
