package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class HttpJsonDriverContractTest extends DriverContract<HttpJsonSettings> {
    private FakeDevice device;
    private FaultProxy proxy;

    @BeforeEach
    void startTheDevice() throws Exception {
        device = new FakeDevice();
        device.has("/status", "{\"temp\":21.5,\"on\":true,\"state\":\"run\"}");
        device.has("/energy", "{\"total\":\"12345\"}");
        device.ignores("/silent");
        proxy = new FaultProxy(device.address());
    }

    @AfterEach
    void stopTheDevice() throws IOException {
        proxy.close();
        device.close();
    }

    private HttpJsonSettings settings(String path) {
        return settings(path, Duration.ofSeconds(10));
    }

    private HttpJsonSettings settings(String path, Duration timeout) {
        return HttpJsonDriverTest.settings(
                URI.create("http://127.0.0.1:" + proxy.address().getPort() + path), timeout);
    }

    @Override
    protected DriverFactory<HttpJsonSettings> factory() {
        return new HttpJsonDriverFactory();
    }

    @Override
    protected HttpJsonSettings workingConfig() {
        return settings("/status");
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "temperature", "#/temp", ValueType.REAL, "Cel"),
                new Point(SOURCE, "energy", "/energy#/total as int", ValueType.INT, "W.h"),
                new Point(SOURCE, "on", "#/on", ValueType.BOOL, "1"),
                new Point(SOURCE, "state", "#/state", ValueType.TEXT, "1"));
    }

    @Override
    protected HttpJsonSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    /** Accepts, and holds back every answer. */
    @Override
    protected HttpJsonSettings silentConfig() {
        return settings("/silent");
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "#/humidity", ValueType.REAL, "%");
    }

    /** A connection that is cut is made again by the next request, as HTTP has it: the device must be gone. */
    @Override
    protected void breakCounterpart() throws IOException {
        proxy.refuse();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected HttpJsonSettings impatientConfig() {
        return settings("/status", Duration.ofMillis(100));
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own; the driver has none.
        return thread.getName().equals(FakeDevice.THREADS)
                || thread.getName().startsWith("fault-proxy")
                || thread.getName().startsWith("HTTP-Dispatcher")
                || thread.getName().startsWith("idle-timeout-task");
    }
}
