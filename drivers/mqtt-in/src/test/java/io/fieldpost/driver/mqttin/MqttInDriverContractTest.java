package io.fieldpost.driver.mqttin;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MqttInDriverContractTest extends DriverContract<MqttInSettings> {
    private static final Set<Thread> BEFORE = new HashSet<>();

    private static RealBroker broker;

    private FaultProxy proxy;
    private ServerSocket silent;

    @BeforeAll
    static void startTheBroker(@TempDir Path directory) throws Exception {
        broker = new RealBroker(directory).start();
    }

    @AfterAll
    static void stopTheBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void putAProxyBetween() throws IOException {
        proxy = new FaultProxy(broker.address());
        silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        BEFORE.addAll(Thread.getAllStackTraces().keySet());
    }

    @AfterEach
    void takeItAway() throws IOException {
        proxy.close();
        silent.close();
    }

    private static MqttInSettings settings(int port, Duration timeout) {
        return TestSettings.of(port).timeout(timeout).build();
    }

    @Override
    protected DriverFactory<MqttInSettings> factory() {
        return new MqttInDriverFactory();
    }

    @Override
    protected MqttInSettings workingConfig() {
        return settings(proxy.address().getPort(), Duration.ofSeconds(20));
    }

    @Override
    protected MqttInSettings impatientConfig() {
        return settings(proxy.address().getPort(), Duration.ofSeconds(1));
    }

    @Override
    protected int garbledRounds() {
        return 10;
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "power", "tele/press1/SENSOR#/ENERGY/Power", ValueType.REAL, "W"),
                new Point(SOURCE, "relay", "stat/press1/POWER as bool", ValueType.BOOL, "1"),
                new Point(SOURCE, "count", "plant/counter as int", ValueType.INT, "1"));
    }

    @Override
    protected void stimulate() throws Exception {
        broker.publish("tele/press1/SENSOR", "{\"Time\":\"2026-11-27T04:00:00\",\"ENERGY\":{\"Power\":17.5}}");
        broker.publish("stat/press1/POWER", "ON");
        broker.publish("plant/counter", "42");
    }

    @Override
    protected MqttInSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected MqttInSettings silentConfig() {
        return settings(silent.getLocalPort(), Duration.ofSeconds(50));
    }

    /** A topic is never unknown to a broker; a place in what comes on it is. */
    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "tele/press1/SENSOR#/ENERGY/Nothing", ValueType.REAL, "1");
    }

    @Override
    protected void breakCounterpart() {
        proxy.cut();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own; they may start more while they work.
        String name = thread.getName();
        return BEFORE.contains(thread)
                || name.startsWith("fault-proxy")
                || name.contains("ActiveMQ")
                || name.startsWith("activemq")
                || name.contains("sensor");
    }
}
