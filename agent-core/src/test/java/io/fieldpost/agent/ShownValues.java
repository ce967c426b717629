package io.fieldpost.agent;

import io.fieldpost.config.Setting;
import io.fieldpost.driver.Measurement;
import io.fieldpost.driver.plant.PointServer;
import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.driver.plant.PointServerFactory;
import io.fieldpost.driver.testkit.RecordingSink;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that records what it is shown. */
final class ShownValues implements PointServerFactory<ShownValues.Settings> {
    @Setting("How it looks.")
    record Settings(
            @Setting(value = "Its colour.", byDefault = "black")
            String colour) {}

    final RecordingSink shown = new RecordingSink();
    final RecordingSink health = new RecordingSink();
    final AtomicInteger closed = new AtomicInteger();
    volatile Path directory;
    volatile String colour;

    @Override
    public String protocol() {
        return "screen";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public PointServer create(Settings config, PointServerContext context) {
        directory = context.directory();
        colour = config.colour();
        return new PointServer() {
            @Override
            public void open() {}

            @Override
            public String url() {
                return "screen://gateway";
            }

            @Override
            public OptionalInt sessions() {
                return OptionalInt.empty();
            }

            @Override
            public void show(List<Measurement> newest) {
                newest.forEach(shown);
            }

            @Override
            public void showHealth(List<Measurement> all) {
                all.forEach(health);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
