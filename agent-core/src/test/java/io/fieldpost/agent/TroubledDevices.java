package io.fieldpost.agent;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.PolledDriver;
import io.fieldpost.driver.Value;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Devices of which some make their driver fail with an Error, by the address of their point. */
final class TroubledDevices implements DriverFactory<TroubledDevices.Settings> {
    @Setting("Nothing to set.")
    record Settings() {}

    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();

    @Override
    public String protocol() {
        return "troubled";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public String complaintAbout(String address) {
        return address.equals("well") || address.equals("ill") ? "" : "'" + address + "' is neither well nor ill";
    }

    @Override
    public Driver create(Settings config, DriverContext context) {
        return new PolledDriver() {
            @Override
            public void open() {
                opens.incrementAndGet();
            }

            @Override
            public List<Measurement> read(List<Point> points) {
                Point point = points.get(0);
                if (point.address().equals("ill")) {
                    throw new NoClassDefFoundError("org/vendor/Missing");
                }
                return List.of(Measurement.good(
                        point, new Value.Int(1), context.clock().instant()));
            }

            @Override
            public void close() {
                closes.incrementAndGet();
            }
        };
    }
}
