package io.fieldpost.driver.httpjson;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import io.fieldpost.driver.json.AddressException;
import java.util.List;

/** Makes readers of devices with JSON: {@code protocol: http-json}. */
public final class HttpJsonDriverFactory implements DriverFactory<HttpJsonSettings> {
    @Override
    public String protocol() {
        return "http-json";
    }

    @Override
    public Class<HttpJsonSettings> configType() {
        return HttpJsonSettings.class;
    }

    @Override
    public Driver create(HttpJsonSettings config, DriverContext context) {
        return new HttpJsonDriver(config, context);
    }

    @Override
    public String complaintAbout(String address) {
        try {
            JsonAddress.parse(address);
            return "";
        } catch (AddressException e) {
            return e.complaint();
        }
    }

    @Override
    public List<Remark> remarks(HttpJsonSettings config) {
        return config.access().remarks();
    }
}
