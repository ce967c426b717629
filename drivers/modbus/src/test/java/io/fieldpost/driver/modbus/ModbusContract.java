package io.fieldpost.driver.modbus;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract, whatever the framing; a subclass has the counterpart. */
abstract class ModbusContract extends DriverContract<ModbusSettings> {
    private final boolean rtu;
    private FaultProxy proxy;
    private ScriptedDevice silent;

    ModbusContract(boolean rtu) {
        this.rtu = rtu;
    }

    /** Starts a unit 1 with 2203 in holding register 0, 220.3 as a float in 1 and 2, and coil 7 set. */
    abstract InetSocketAddress startTheCounterpart() throws Exception;

    abstract void stopTheCounterpart() throws Exception;

    @BeforeEach
    void connectThroughAProxy() throws Exception {
        proxy = new FaultProxy(startTheCounterpart());
        silent = new ScriptedDevice(rtu, request -> new byte[0]);
    }

    @AfterEach
    void closeTheProxy() throws Exception {
        proxy.close();
        stopTheCounterpart();
        silent.close();
    }

    @Override
    protected DriverFactory<ModbusSettings> factory() {
        return new ModbusDriverFactory();
    }

    @Override
    protected ModbusSettings workingConfig() {
        return settings(Duration.ofSeconds(1));
    }

    private ModbusSettings settings(Duration timeout) {
        String scheme = rtu ? "rtu+tcp" : "tcp";
        return Bench.settings(scheme + "://127.0.0.1:" + proxy.address().getPort(), timeout, 0, 8);
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "voltage", "1/40001*0.1", ValueType.REAL, "V"),
                new Point(SOURCE, "power", "1/holding/1:float32", ValueType.REAL, "W"),
                new Point(SOURCE, "raw", "1/holding/0:uint16", ValueType.INT, "1"),
                new Point(SOURCE, "running", "1/coil/7", ValueType.BOOL, "1"));
    }

    @Override
    protected ModbusSettings unreachableConfig() throws Exception {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected ModbusSettings silentConfig() {
        return Bench.settings(silent.connection(), Duration.ofSeconds(8), 0, 8);
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
    protected ModbusSettings impatientConfig() {
        return settings(Duration.ofMillis(100));
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own; the driver has none.
        return thread.getName().startsWith(ScriptedDevice.THREADS)
                || thread.getName().startsWith("fault-proxy")
                || thread.getName().startsWith("nioEventLoopGroup")
                || thread.getName().startsWith("modbus-");
    }
}
