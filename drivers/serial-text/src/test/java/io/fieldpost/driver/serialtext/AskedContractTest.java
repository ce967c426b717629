package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scale that answers requests. */
class AskedContractTest extends DriverContract<SerialTextSettings> {
    private Scale scale;
    private Scale silent;
    private FaultProxy proxy;

    @BeforeEach
    void startTheScale() throws Exception {
        scale = new Scale("");
        scale.answers.put("SI", "S S     100.00 g\r\n");
        silent = new Scale("");
        proxy = new FaultProxy(scale.address());
    }

    @AfterEach
    void stopTheScale() throws IOException {
        proxy.close();
        scale.close();
        silent.close();
    }

    @Override
    protected DriverFactory<SerialTextSettings> factory() {
        return new SerialTextDriverFactory();
    }

    @Override
    protected SerialTextSettings workingConfig() {
        return Settings.at(proxy.address(), "request: \"SI\\r\\n\"", "timeout: 5s");
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(
                        SOURCE,
                        "weight",
                        "pattern S (?<status>[SD]) +(?<value>[-0-9.]+) (?<unit>\\S+)",
                        ValueType.REAL,
                        "g"),
                new Point(SOURCE, "rounded", "int pattern S . +([0-9]+)[.]00 g", ValueType.INT, "g"),
                new Point(SOURCE, "column", "column 3 unit 4 status 2", ValueType.REAL, "g"),
                new Point(SOURCE, "state", "text column 2", ValueType.TEXT, "1"));
    }

    @Override
    protected SerialTextSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected SerialTextSettings silentConfig() {
        return Settings.at(silent.address(), "request: \"SI\\r\\n\"", "timeout: 5s");
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "tare", "pattern TA A +([0-9.]+) g", ValueType.REAL, "g");
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
    protected SerialTextSettings impatientConfig() {
        return Settings.at(proxy.address(), "request: \"SI\\r\\n\"", "timeout: 50ms", "retries: 0");
    }

    @Override
    protected int garbledRounds() {
        return 16;
    }

    @Override
    protected boolean isShared(Thread thread) {
        // The counterparts' own, which live as long as the connection that the driver closed.
        return thread.getName().equals(Scale.THREAD) || thread.getName().startsWith("fault-proxy");
    }
}
