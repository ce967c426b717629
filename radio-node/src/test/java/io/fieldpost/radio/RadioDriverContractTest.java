package io.fieldpost.radio;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.RtlTcpServer;
import io.fieldpost.radio.simulation.SynthesisedBand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RadioDriverContractTest extends DriverContract<RadioSettings> {
    private RtlTcpServer server;
    private ServerSocket silent;
    private FaultProxy proxy;

    @BeforeEach
    void startServers() throws IOException {
        server = RtlTcpServer.serving(new SynthesisedBand(1), RtlTcpServer.Pace.REAL_TIME);
        silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        proxy = new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    @AfterEach
    void stopServers() throws IOException {
        server.close();
        silent.close();
        proxy.close();
    }

    @Override
    protected DriverFactory<RadioSettings> factory() {
        return new RadioDriverFactory();
    }

    @Override
    protected RadioSettings workingConfig() {
        return config("rtl_tcp://127.0.0.1:" + proxy.address().getPort());
    }

    @Override
    protected List<Point> points() {
        return List.of(point("traffic"));
    }

    @Override
    protected Point unknownPoint() {
        return point("nothing");
    }

    @Override
    protected RadioSettings unreachableConfig() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return config("rtl_tcp://127.0.0.1:" + gone.getLocalPort());
        }
    }

    @Override
    protected RadioSettings silentConfig() {
        return config("rtl_tcp://127.0.0.1:" + silent.getLocalPort());
    }

    @Override
    protected void breakCounterpart() {
        server.disconnect();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    /** Netty ends its event loops with the help of one thread that it keeps for a second. */
    @Override
    protected boolean isShared(Thread thread) {
        return thread.getName().startsWith("globalEventExecutor")
                || thread.getName().startsWith("fault-proxy");
    }

    private static RadioSettings config(String receiver) {
        return Settings.of(receiver, "20.7", Settings.mission("traffic", 97, 98, 10_000));
    }

    private static Point point(String mission) {
        return new Point(SOURCE, mission, mission, ValueType.SERIES, "dB{FS}");
    }
}
