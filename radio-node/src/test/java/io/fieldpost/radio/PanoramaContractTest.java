package io.fieldpost.radio;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.radio.settings.RadioSettings;
import io.fieldpost.radio.simulation.Eb200Server;
import io.fieldpost.radio.simulation.LevelSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every driver keeps to, on a receiver that measures spectra by itself. */
class PanoramaContractTest extends DriverContract<RadioSettings> {
    private Eb200Server server;
    private ServerSocket silent;
    private FaultProxy proxy;

    @BeforeEach
    void startServers() throws IOException {
        server = Eb200Server.measuring(LevelSource.carriers(-60));
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
        return config(proxy.address().getPort());
    }

    @Override
    protected List<Point> points() {
        return List.of(point("fm"));
    }

    @Override
    protected Point unknownPoint() {
        return point("nothing");
    }

    @Override
    protected RadioSettings unreachableConfig() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return config(gone.getLocalPort());
        }
    }

    @Override
    protected RadioSettings silentConfig() {
        return config(silent.getLocalPort());
    }

    @Override
    protected void breakCounterpart() {
        server.close();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected int garbledRounds() {
        return 10;
    }

    /** Netty ends its event loops with the help of one thread that it keeps for a second; the others are the simulated receiver's. */
    @Override
    protected boolean isShared(Thread thread) {
        return thread.getName().startsWith("globalEventExecutor")
                || thread.getName().startsWith("simulated-eb200")
                || thread.getName().startsWith("fault-proxy");
    }

    private static RadioSettings config(int port) {
        return Settings.settings("receiver: 'eb200://127.0.0.1:" + port
                + "'\nmissions: [ { name: fm, scan: 88MHz..90MHz, resolution: 25kHz, every: 50ms } ]\n");
    }

    private static Point point(String mission) {
        return new Point(SOURCE, mission, mission, ValueType.SERIES, "dB[uV]");
    }
}
