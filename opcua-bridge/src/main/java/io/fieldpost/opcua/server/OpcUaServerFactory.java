package io.fieldpost.opcua.server;

import io.fieldpost.driver.plant.PointServer;
import io.fieldpost.driver.plant.PointServerContext;
import io.fieldpost.driver.plant.PointServerFactory;

/** Makes servers of {@code protocol: opcua}. */
public final class OpcUaServerFactory implements PointServerFactory<PlantSettings> {
    @Override
    public String protocol() {
        return "opcua";
    }

    @Override
    public Class<PlantSettings> configType() {
        return PlantSettings.class;
    }

    @Override
    public PointServer create(PlantSettings settings, PointServerContext context) {
        return new OpcUaPointServer(settings, context, ServerLimits.points());
    }
}
