package io.fieldpost.opcua;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.opcua.event.KnownConditions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes drivers of {@code protocol: opcua}. */
public final class OpcUaDriverFactory implements DriverFactory<OpcUaSettings> {
    /** For the life of each source, over its drivers. */
    private final Map<String, KnownConditions> conditions = new ConcurrentHashMap<>();

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
        KnownConditions known = conditions.computeIfAbsent(context.source(), source -> new KnownConditions());
        return new OpcUaDriver(settings, context, known);
    }

    @Override
    public String complaintAbout(String address) {
        return NodeAddress.complaintAbout(address);
    }

    @Override
    public void warmUp() {
        ClassPreload.run();
    }
}
