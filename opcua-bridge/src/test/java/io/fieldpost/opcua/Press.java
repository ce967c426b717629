package io.fieldpost.opcua;

import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this package ask of a driver, in one place. */
final class Press {
    /** Longer than anything here takes on a busy machine; nothing waits for it to pass. */
    static final Duration BOUND = Duration.ofSeconds(30);

    static final Duration PUBLISHING = Duration.ofMillis(50);

    private Press() {}

    static OpcUaSettings unprotected(String endpoint) {
        return settings(endpoint, Security.None);
    }

    static OpcUaSettings settings(String endpoint, Security security) {
        return new OpcUaSettings(
                endpoint,
                security,
                false,
                null,
                null,
                PUBLISHING,
                null,
                10,
                Duration.ofSeconds(4),
                Duration.ofMinutes(1));
    }

    /** Of a source that gives a server a second to answer. */
    static OpcUaSettings impatient(String endpoint) {
        return new OpcUaSettings(
                endpoint,
                Security.None,
                false,
                null,
                null,
                PUBLISHING,
                null,
                10,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    static OpcUaDriver driver(OpcUaSettings settings, DriverContext context) throws DriverException {
        return (OpcUaDriver) new OpcUaDriverFactory().create(settings, context);
    }

    static Point point(String source, String id) {
        return new Point(source, id, InjectionMouldingLine.address(id), ValueType.ANY, "1");
    }

    static List<Point> points(String source, List<InjectionMouldingLine.LinePoint> found) {
        List<Point> points = new ArrayList<>();
        for (InjectionMouldingLine.LinePoint one : found) {
            points.add(new Point(source, one.name(), one.address(), ValueType.ANY, one.unit()));
        }
        return points;
    }

    static InetSocketAddress address(InjectionMouldingLine line) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), line.port());
    }
}
