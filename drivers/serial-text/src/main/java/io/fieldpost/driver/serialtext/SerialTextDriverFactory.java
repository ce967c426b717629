package io.fieldpost.driver.serialtext;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.DriverFactory;

/** Makes readers of devices that speak in lines: {@code protocol: serial-text}. */
public final class SerialTextDriverFactory implements DriverFactory<SerialTextSettings> {
    @Override
    public String protocol() {
        return "serial-text";
    }

    @Override
    public Class<SerialTextSettings> configType() {
        return SerialTextSettings.class;
    }

    @Override
    public Driver create(SerialTextSettings config, DriverContext context) throws DriverException {
        String request = config.request();
        return request == null ? new UnaskedDriver(config, context) : new AskedDriver(config, request, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            TextAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }
}
