package io.fieldpost.driver.simulated;

import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.ValueType;
import io.fieldpost.driver.testkit.DriverContract;
import io.fieldpost.driver.testkit.Hook;
import java.util.List;
import java.util.Set;

class SimulatedDriverContractTest extends DriverContract<SimulatedSettings> {
    @Override
    protected DriverFactory<SimulatedSettings> factory() {
        return new SimulatedDriverFactory();
    }

    @Override
    protected SimulatedSettings workingConfig() {
        return new SimulatedSettings(1);
    }

    @Override
    protected List<Point> points() {
        return List.of(
                new Point(SOURCE, "temperature", "sine(period=10s, amplitude=5, offset=20)", ValueType.REAL, "Cel"),
                new Point(SOURCE, "door_open", "square", ValueType.BOOL, "1"),
                new Point(SOURCE, "parts", "counter(period=4s)", ValueType.INT, "1"));
    }

    @Override
    protected Point unknownPoint() {
        return new Point(SOURCE, "nobody", "cosine(period=10s)", ValueType.REAL, "1");
    }

    @Override
    protected Set<Hook> lacks() {
        return Set.of(
                Hook.UNREACHABLE_DEVICE, Hook.SILENT_DEVICE, Hook.BREAKABLE_COUNTERPART, Hook.PROXIED_COUNTERPART);
    }
}
