package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.FaultProxy;
import io.fieldpost.driver.testkit.Hook;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scale that sends by itself. */
class UnaskedContractTest extends DriverContract<SerialTextSettings> {
    private Scale scale;
    private FaultProxy proxy;

    @BeforeEach
    void startTheScale() throws Exception {
        scale = new Scale("ST,+00123.45  g\r\n");
        proxy = new FaultProxy(scale.address());
    }

    @AfterEach
    void stopTheScale() throws IOException {
        proxy.close();
        scale.close();
    }

    @Override
    protected DriverFactory<SerialTextSettings> factory() {
        return new SerialTextDriverFactory();
    }

    @Override
    protected SerialTextSettings workingConfig() {
        return Settings.at(proxy.address());
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(
                        SOURCE,
                        "weight",
                        "pattern (?<status>..),(?<value>[-+][0-9.E+]+) *(?<unit>\\S*)",
                        ValueType.REAL,
                        "g"),
                new Point(SOURCE, "line", "text column 1", ValueType.TEXT, "1"));
    }

    @Override
    protected SerialTextSettings unreachableConfig() throws IOException {
        proxy.refuse();
        return workingConfig();
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "none", "column 9", ValueType.REAL, "g");
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
    protected int garbledRounds() {
        return 12;
    }

    @Override
    protected Set<Hook> lacks() {
        return Set.of(Hook.SILENT_DEVICE);
    }

    @Override
    protected boolean isShared(Thread thread) {
        return thread.getName().equals(Scale.THREAD) || thread.getName().startsWith("fault-proxy");
    }
}
