package ${package};

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;

/** Makes the drivers of {@code protocol: ${protocol}}. */
public final class DeviceDriverFactory implements DriverFactory<DeviceSettings> {
    @Override
    public String protocol() {
        return "${protocol}";
    }

    @Override
    public Class<DeviceSettings> configType() {
        return DeviceSettings.class;
    }

    @Override
    public Driver create(DeviceSettings settings, DriverContext context) {
        return new DeviceDriver(settings, context.clock());
    }

    @Override
    public String complaintAbout(String address) {
        return Sheet.complaintAbout(address);
    }
}
