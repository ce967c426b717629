package io.fieldpost.driver.simulated;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;

/** Makes simulated machines: {@code protocol: simulated}. */
public final class SimulatedDriverFactory implements DriverFactory<SimulatedSettings> {
    @Override
    public String protocol() {
        return "simulated";
    }

    @Override
    public Class<SimulatedSettings> configType() {
        return SimulatedSettings.class;
    }

    @Override
    public Driver create(SimulatedSettings config, DriverContext context) {
        return new SimulatedDriver(config.seed(), context.clock());
    }

    @Override
    public String complaintAbout(String address) {
        try {
            Signal.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }
}
