package io.fieldpost.opcua;

import io.fieldpost.driver.DeviceMethod;
import io.fieldpost.driver.DeviceStatus;
import io.fieldpost.driver.DriverException;
import io.fieldpost.driver.MethodAnswer;
import io.fieldpost.driver.Point;
import io.fieldpost.driver.Value;
import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;

/** What can be asked of the machine in one session. The source's thread. */
final class MachineCommands {
    private final Writes writes;
    private final Calls calls;

    MachineCommands(OpcUaClient client, Duration timeout) {
        NodeFacts facts = new NodeFacts(client, timeout);
        DataTypes types = new DataTypes(facts);
        writes = new Writes(facts, types, timeout);
        calls = new Calls(facts, types, timeout);
    }

    DeviceStatus write(Point point, Value value) throws DriverException {
        return writes.write(point, value);
    }

    MethodAnswer call(DeviceMethod method, List<Value> arguments) throws DriverException {
        return calls.call(method, arguments);
    }
}
