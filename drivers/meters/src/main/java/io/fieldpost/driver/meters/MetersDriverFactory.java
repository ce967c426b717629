package io.fieldpost.driver.meters;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;

/** Makes lines of meters: {@code protocol: meters}. */
public final class MetersDriverFactory implements DriverFactory<MetersSettings> {
    @Override
    public String protocol() {
        return "meters";
    }

    @Override
    public Class<MetersSettings> configType() {
        return MetersSettings.class;
    }

    @Override
    public Driver create(MetersSettings config, DriverContext context) {
        return new MetersDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            PointAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }
}
