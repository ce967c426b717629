package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.opcua.simulation.chaos.ChaosOptions;
import io.fieldpost.opcua.simulation.chaos.ChaosServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of faults have in common: one chaos server, one source that reads it. */
abstract class ChaosTest {
    @TempDir
    Path directory;

    ChaosServer server;
    LiveSource source;

    @AfterEach
    void end() throws Exception {
        if (source != null) {
            source.close();
        }
        if (server != null) {
            server.close();
        }
    }

    static String name(int point) {
        return "count-" + point;
    }

    static List<Point> points(int count) {
        List<Point> points = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(point -> points.add(
                        new Point(LiveSource.NAME, name(point), ChaosServer.address(point), ValueType.ANY, "1")));
        return points;
    }

    /** Starts both, without waiting for data. */
    void begin(ChaosOptions options, int count) throws Exception {
        server = ChaosServer.start(options);
        watch(Press.unprotected(server.endpoint()), count);
    }

    /** Starts the source. */
    void watch(OpcUaSettings settings, int count) {
        source = LiveSource.start(settings, directory, points(count));
    }

    /** Starts both and waits for data of three points. */
    void flowing() throws Exception {
        begin(ChaosOptions.plain(), 3);
        awaitFlow();
    }

    /** Waits until data flows in a session that is younger than {@code earlier} requests for one. */
    void awaitFlowInAnotherSession(long earlier) throws InterruptedException {
        source.sink.await(all -> sessionsAskedFor() > earlier, "another session; " + source.failures(), Press.BOUND);
        awaitFlow();
    }

    /** How often a session was asked for. */
    long sessionsAskedFor() {
        return server.census().requests(Service.SESSION_CREATE_SESSION);
    }

    /** Waits until data flows, and holds the server to its two sessions: one of ours, and one being abandoned. */
    void awaitFlow() throws InterruptedException {
        awaitData();
        assertThat(server.census().mostSessions()).as("sessions at a time").isLessThanOrEqualTo(2);
    }

    /** Waits until the first three points have a value that is younger than this call. */
    void awaitData() throws InterruptedException {
        long now = server.points().tick();
        for (int point = 0; point < 3; point++) {
            source.awaitBeyond(now, name(point));
        }
    }
}
