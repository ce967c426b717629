package io.fieldpost.agent.plugin.process;

import io.fieldpost.config.Secret;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.DeviceOperation;
import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverException.Reason;
import io.fieldpost.driver.DriverFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vendor's driver for tests: what its points' addresses name, it does. Packed as a plug-in by {@link AblePlugin}. */
public final class AbleFactory implements DriverFactory<AbleFactory.Settings> {
    /** Settings of every kind that can travel. */
    @Setting("A driver for tests.")
    public record Settings(
            @Setting(value = "Whether it pushes.", byDefault = "false")
            boolean streaming,

            @Setting(value = "Anything.", byDefault = "x") String note,

            @Setting("Anything by name.") Map<String, List<Double>> tables,

            @Setting("Others inside.") List<Inner> inner,

            @Setting("A secret.") @Nullable Secret password) {}

    /** A section within. */
    @Setting("Inside.")
    public record Inner(
            @Setting(value = "A time.", byDefault = "1s") Duration every,

            @Setting(value = "A word.", byDefault = "timeout")
            Reason reason) {}

    /** Settings of a driver with this note. */
    static Settings settings(boolean streaming, String note, @Nullable Secret password) {
        return new Settings(
                streaming,
                note,
                Map.of("a: b", List.of(1.5, -0.001)),
                List.of(new Inner(Duration.ofMillis(1500), Reason.REFUSED)),
                password);
    }

    @Override
    public String protocol() {
        return "able";
    }

    @Override
    public Class<Settings> configType() {
        return Settings.class;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean canCall() {
        return true;
    }

    @Override
    public List<DeviceOperation> operations() {
        return List.of(new DeviceOperation("echo", "gives back what it gets", false));
    }

    @Override
    public Driver create(Settings config, DriverContext context) throws DriverException {
        if (config.note().equals("refused")) {
            throw new DriverException(Reason.CONFIGURATION, "note and its number can't work together");
        }
        return config.streaming() ? new AbleStream(config, context) : new AbleDriver(config, context);
    }
}
