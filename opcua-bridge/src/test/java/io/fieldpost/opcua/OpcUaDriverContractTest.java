package io.fieldpost.opcua;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.opcua.simulation.InjectionMouldingLine;
import io.fieldpost.opcua.simulation.InjectionMouldingLine.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class OpcUaDriverContractTest extends DriverContract<OpcUaSettings> {
    private static InjectionMouldingLine line;

    private FaultProxy proxy;
    private ServerSocket silent;

    @BeforeAll
    static void startTheLine() throws Exception {
        line = InjectionMouldingLine.start(Options.demo());
    }

    @AfterAll
    static void stopTheLine() {
        line.close();
    }

    @BeforeEach
    void openTheWayToIt() throws IOException {
        proxy = new FaultProxy(Press.address(line));
        silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void closeTheWayToIt() throws IOException {
        proxy.close();
        silent.close();
    }

    @Override
    protected DriverFactory<OpcUaSettings> factory() {
        return new OpcUaDriverFactory();
    }

    @Override
    protected OpcUaSettings workingConfig() {
        return Press.unprotected("opc.tcp://127.0.0.1:" + proxy.address().getPort());
    }

    @Override
    protected List<Point> points() {
        return Press.points(SOURCE, line.points());
    }

    @Override
    protected Point unknownPoint() {
        return Press.point(SOURCE, "No.Such.Node");
    }

    @Override
    protected OpcUaSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected OpcUaSettings silentConfig() {
        return Press.impatient("opc.tcp://127.0.0.1:" + silent.getLocalPort());
    }

    @Override
    protected void breakCounterpart() throws IOException {
        proxy.refuse();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected OpcUaSettings impatientConfig() {
        return Press.impatient("opc.tcp://127.0.0.1:" + proxy.address().getPort());
    }

    @Override
    protected int garbledRounds() {
        return 10;
    }

    @Override
    protected Duration deadline() {
        return Press.BOUND;
    }

    /** The simulated server's, and Netty's one thread for the process; the driver's own are called opcua-… */
    @Override
    protected boolean isShared(Thread thread) {
        return !thread.getName().startsWith("opcua-");
    }
}
