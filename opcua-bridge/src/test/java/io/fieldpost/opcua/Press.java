package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** What the tests of this package ask of a driver, in one place. */
final class Press {
    /** Longer than anything here takes on a busy machine; nothing waits for it to pass. */
    static final Duration BOUND = Duration.ofSeconds(120);

    static final Duration PUBLISHING = Duration.ofMillis(50);

    /** Far from the time-out by which a server ends a session that was left behind. */
    private static final long SESSION_SECONDS = 20;

    private Press() {}

    static OpcUaSettings unprotected(String endpoint) {
        return settings(endpoint, Security.None, "check_silent_after: 2s", "retry_refused_every: 2s");
    }

    /**
     * Settings as a person would write them, publishing each {@link #PUBLISHING} unless said otherwise. A server here answers at once or
     * never: where it does not say otherwise itself, a test is not about how long it may take, and a busy machine may take long.
     *
     * @param further lines of YAML, such as {@code queue_size: 2}
     */
    static OpcUaSettings settings(String endpoint, Security security, String... further) {
        String text = String.join("\n", further);
        String publishing =
                text.contains("publishing_interval") ? "" : "publishing_interval: " + PUBLISHING.toMillis() + "ms\n";
        String patience = text.contains("request_timeout") ? "" : "request_timeout: 20s\n";
        String accepted = security.isStrong() || text.contains("insecure") ? "" : "insecure: true\n";
        String yaml = "endpoint: \"" + endpoint + "\"\nsecurity: " + security + "\n" + accepted + publishing + patience
                + text + "\n";
        Result<OpcUaSettings> result = ConfigReader.of(Choices.none()).read("settings.yaml", yaml, OpcUaSettings.class);
        if (result instanceof Result.Read<OpcUaSettings> read) {
            return read.value();
        }
        throw new IllegalArgumentException(((Result.Rejected<OpcUaSettings>) result).problems() + " in\n" + yaml);
    }

    /** Of a source that gives a server a second to answer, and looks soon after what is silent or refused. */
    static OpcUaSettings impatient(String endpoint) {
        return settings(
                endpoint, Security.None, "request_timeout: 1s", "check_silent_after: 1s", "retry_refused_every: 2s");
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

    /** Waits until a server has so many sessions: it learns of the end of one a little later than we. */
    static void awaitSessions(IntSupplier sessions, int wanted) throws InterruptedException {
        CountDownLatch pause = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SESSION_SECONDS);
        while (sessions.getAsInt() != wanted && System.nanoTime() - end < 0) {
            pause.await(10, TimeUnit.MILLISECONDS);
        }
        assertThat(sessions.getAsInt()).as("sessions").isEqualTo(wanted);
    }

    static InetSocketAddress address(InjectionMouldingLine line) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), line.port());
    }
}
