package io.fieldpost.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server restarts, the network breaks, the server falls silent: data comes again, or the runner is told. */
class InterruptionTest {
    private static final Options PLAIN = Options.demo();
    private static final Point PRESSURE = Press.point(LiveDriver.SOURCE, "Barrel.T1");

    private InjectionMouldingLine line;
    private FaultProxy proxy;

    @TempDir
    Path directory;

    @BeforeEach
    void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(PLAIN);
        proxy = new FaultProxy(Press.address(line));
    }

    @AfterEach
    void stopTheLine() throws Exception {
        proxy.close();
        line.close();
    }

    private LiveDriver watching(Point... points) throws DriverException {
        return LiveDriver.start(Press.unprotected(line.endpoint()), directory, List.of(points));
    }

    private LiveDriver watchingThroughTheProxy() throws DriverException {
        String endpoint = "opc.tcp://127.0.0.1:" + proxy.address().getPort();
        return LiveDriver.start(Press.unprotected(endpoint), directory, List.of(PRESSURE));
    }

    @Test
    void restartedServerIsLostOnceAndFlowsAgainForTheNextDriverWithoutALeakedSession() throws Exception {
        try (LiveDriver live = watching(PRESSURE)) {
            live.awaitFresh("Barrel.T1");
            line.stop();
            line.restart();
            DriverException told = live.context.awaitLoss(Press.BOUND);
            assertThat(told.reason()).isEqualTo(DriverException.Reason.UNREACHABLE);
            live.close();
            assertThat(live.context.losses()).hasSize(1);
        }
        try (LiveDriver next = watching(PRESSURE)) {
            next.awaitFresh("Barrel.T1");
            Press.awaitSessions(line::sessions, 1);
        }
    }

    @Test
    void serverThatNumbersItsNamespacesAnewIsReadByUriAndByPath() throws Exception {
        String path = "/Objects/nsu=" + InjectionMouldingLine.NAMESPACE + ";Line/Barrel.T1";
        Point byPath = new Point(LiveDriver.SOURCE, "by-path", path, ValueType.ANY, "Cel");
        try (LiveDriver live = watching(PRESSURE, byPath)) {
            live.awaitFresh("Barrel.T1");
            live.awaitFresh("by-path");
        }
        line.stop();
        line.restart(PLAIN.withShiftedNamespaces());
        try (LiveDriver next = watching(PRESSURE, byPath)) {
            next.awaitFresh("Barrel.T1");
            next.awaitFresh("by-path");
        }
    }

    @Test
    void cutConnectionIsRepairedWithinTheSameSession() throws Exception {
        try (LiveDriver live = watchingThroughTheProxy()) {
            live.awaitFresh("Barrel.T1");
            proxy.cut();
            live.awaitFresh("Barrel.T1");
            live.awaitFresh("Barrel.T1");
            assertThat(live.context.losses()).isEmpty();
            Press.awaitSessions(line::sessions, 1);
        }
    }

    @Test
    void silentSubscriptionIsNotCalledConnected() throws Exception {
        try (LiveDriver live = watchingThroughTheProxy()) {
            live.awaitFresh("Barrel.T1");
            proxy.pause();
            assertThat(live.context.awaitLoss(Press.BOUND))
                    .hasMessageMatching(".*(neither values nor keep-alives|did not come back).*");
        }
    }

    @Test
    void vanishedServerIsLostAndCloseDoesNotWaitForIt() throws Exception {
        try (LiveDriver live = watchingThroughTheProxy()) {
            live.awaitFresh("Barrel.T1");
            proxy.refuse();
            assertThat(live.context.awaitLoss(Press.BOUND)).hasMessageContaining("did not come back");
        }
    }
}
