package io.fieldpost.driver.mtconnect;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.util.List;

/** Makes followers of agents: {@code protocol: mtconnect}. */
public final class MtconnectDriverFactory implements DriverFactory<MtconnectSettings> {
    @Override
    public String protocol() {
        return "mtconnect";
    }

    @Override
    public Class<MtconnectSettings> configType() {
        return MtconnectSettings.class;
    }

    @Override
    public Driver create(MtconnectSettings config, DriverContext context) {
        return new MtconnectDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            DataItemAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }

    @Override
    public List<Remark> remarks(MtconnectSettings config) {
        return config.access().remarks();
    }
}
