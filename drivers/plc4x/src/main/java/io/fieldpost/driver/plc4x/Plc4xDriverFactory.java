package io.fieldpost.driver.plc4x;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.util.List;

/** Makes drivers of one controller each: {@code protocol: plc4x}. */
public final class Plc4xDriverFactory implements DriverFactory<Plc4xSettings> {
    @Override
    public String protocol() {
        return "plc4x";
    }

    @Override
    public Class<Plc4xSettings> configType() {
        return Plc4xSettings.class;
    }

    @Override
    public Driver create(Plc4xSettings config, DriverContext context) {
        return new Plc4xDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        return Addresses.complaintAbout(address);
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public List<Remark> remarks(Plc4xSettings config) {
        return List.of(new Remark(
                "connection",
                config.line().family().scheme()
                        + " has neither encryption nor passwords here; keep the controller in a network of its own"));
    }
}
