package io.fieldpost.opcua;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.opcua.address.PointAddress;

/** Makes drivers of {@code protocol: opcua}. */
public final class OpcUaDriverFactory implements DriverFactory<OpcUaSettings> {
    @Override
    public String protocol() {
        return "opcua";
    }

    @Override
    public Class<OpcUaSettings> configType() {
        return OpcUaSettings.class;
    }

    @Override
    public Driver create(OpcUaSettings settings, DriverContext context) {
        return new OpcUaDriver(settings, context);
    }

    @Override
    public String complaintAbout(String address) {
        return PointAddress.complaintAbout(address);
    }

    @Override
    public String settingForUrl(String url) {
        return EndpointUrl.host(url).isEmpty() ? "" : "endpoint";
    }

    @Override
    public void warmUp() {
        ClassPreload.run();
    }
}
