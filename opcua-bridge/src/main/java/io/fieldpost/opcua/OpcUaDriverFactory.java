package io.fieldpost.opcua;

import io.fieldpost.driver.Driver;
import io.fieldpost.driver.DriverContext;
import io.fieldpost.driver.DriverFactory;
import io.fieldpost.driver.Remark;
import java.util.List;

/** Makes drivers of {@code protocol: opcua}. */
public final class OpcUaDriverFactory implements DriverFactory<OpcUaSettings> {
    private final AgentWide shared = new AgentWide();

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
        return new OpcUaDriver(settings, context, shared);
    }

    @Override
    public List<Remark> remarks(OpcUaSettings settings) {
        if (settings.security().isStrong()) {
            return List.of();
        }
        String text = "insecure: " + settings.security().weakness()
                + "; choose a stronger policy at the server and here as soon as it has one";
        return List.of(new Remark("security", text));
    }

    @Override
    public String complaintAbout(String address) {
        return NodeAddress.complaintAbout(address);
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean canCall() {
        return true;
    }

    @Override
    public String complaintAboutMethod(String object, String address) {
        if (object.isEmpty()) {
            return "an OPC UA method is called on an object; add 'object', such as \"nsu=urn:press;s=Job\"";
        }
        String complaint = NodeAddress.complaintAbout(object);
        return complaint.isEmpty() ? NodeAddress.complaintAbout(address) : complaint;
    }

    @Override
    public void warmUp() {
        ClassPreload.run();
    }
}
