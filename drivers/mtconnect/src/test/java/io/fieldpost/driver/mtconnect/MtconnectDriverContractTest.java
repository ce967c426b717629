package io.fieldpost.driver.mtconnect;

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

class MtconnectDriverContractTest extends DriverContract<MtconnectSettings> {
    private FakeAgent fake;
    private FaultProxy proxy;

    @BeforeEach
    void startTheAgent() throws Exception {
        fake = new FakeAgent(100);
        fake.sample("x", "1.5");
        fake.event("mode", "AUTOMATIC");
        fake.event("parts", "17");
        fake.xml(
                "Condition",
                "system",
                "<Fault dataItemId=\"system\" type=\"SYSTEM\" nativeCode=\"E17\" %s>hot</Fault>");
        proxy = new FaultProxy(fake.address());
    }

    @AfterEach
    void stopTheAgent() throws IOException {
        proxy.close();
        fake.close();
    }

    private MtconnectSettings settings(String path) {
        return settings(path, Duration.ofSeconds(10));
    }

    private MtconnectSettings settings(String path, Duration timeout) {
        return new MtconnectSettings(
                URI.create("http://127.0.0.1:" + proxy.address().getPort() + path),
                null,
                Duration.ofMillis(10),
                50,
                null,
                null,
                null,
                false,
                timeout);
    }

    @Override
    protected DriverFactory<MtconnectSettings> factory() {
        return new MtconnectDriverFactory();
    }

    @Override
    protected MtconnectSettings workingConfig() {
        return settings("");
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "x_position", "x", ValueType.REAL, "mm"),
                new Point(SOURCE, "mode", "mode", ValueType.TEXT, "1"),
                new Point(SOURCE, "parts", "parts as int", ValueType.INT, "1"),
                new Point(SOURCE, "system", "system", ValueType.RECORD, "1"));
    }

    @Override
    protected void stimulate() {
        fake.sample("x", "2.5");
    }

    @Override
    protected MtconnectSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected MtconnectSettings silentConfig() {
        return settings("/silent");
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "no_such_item", ValueType.REAL, "1");
    }

    /** A connection that is cut is made again by the next request, as HTTP has it: the agent must be gone. */
    @Override
    protected void breakCounterpart() throws IOException {
        proxy.refuse();
    }

    @Override
    protected FaultProxy proxy() {
        return proxy;
    }

    @Override
    protected MtconnectSettings impatientConfig() {
        return settings("", Duration.ofMillis(100));
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own.
        return thread.getName().equals(FakeAgent.THREADS)
                || thread.getName().startsWith("fault-proxy")
                || thread.getName().startsWith("HTTP-Dispatcher")
                || thread.getName().startsWith("idle-timeout-task");
    }
}
