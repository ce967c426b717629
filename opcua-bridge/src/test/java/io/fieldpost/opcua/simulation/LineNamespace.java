package io.fieldpost.opcua.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteValue;

/** The machine's variables, and any number of counting ones beside them, as nodes of one namespace. */
final class LineNamespace extends ManagedNamespaceWithLifecycle {
    private static final StatusCode SENSOR_FAILURE = new StatusCode(StatusCodes.Bad_SensorFailure);

    private final SubscriptionModel sampling;
    private final List<UaVariableNode> machineNodes = new ArrayList<>();
    private final List<UaVariableNode> counterNodes = new ArrayList<>();
    private LineControls controls;
    private volatile DataValue lastWritten;

    LineNamespace(OpcUaServer server, String uri, int counters, Map<String, Variant> constants) {
        super(server, uri);
        sampling = new SubscriptionModel(server, this);
        getLifecycleManager().addLifecycle(sampling);
        getLifecycleManager().addStartupTask(() -> addNodes(counters, constants));
    }

    private void addNodes(int counters, Map<String, Variant> constants) {
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId("Line"), newQualifiedName("Line"), LocalizedText.english("Moulding line"));
        getNodeManager().addNode(folder);
        folder.addReference(
                new Reference(folder.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
        controls = new LineControls(getNodeContext(), getNamespaceIndex(), folder);
        for (LineVariable variable : LineVariable.ALL) {
            machineNodes.add(addVariable(folder, variable.id(), variable.type()));
        }
        for (int i = 0; i < counters; i++) {
            counterNodes.add(addVariable(folder, "Count." + i, NodeIds.Int64));
        }
        constants.forEach((id, value) -> addVariable(folder, id, NodeIds.BaseDataType)
                .setValue(new DataValue(value, StatusCode.GOOD, DateTime.now(), DateTime.now())));
    }

    private UaVariableNode addVariable(UaFolderNode folder, String id, NodeId type) {
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(id))
                .setBrowseName(newQualifiedName(id))
                .setDisplayName(LocalizedText.english(id))
                .setDataType(type)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .build();
        getNodeManager().addNode(node);
        folder.addOrganizes(node);
        return node;
    }

    DataValue lastWritten() {
        return lastWritten;
    }

    LineControls controls() {
        return controls;
    }

    /** The value of a variable as the server has it. */
    DataValue value(String id) {
        return ((UaVariableNode) getNodeManager().getNode(newNodeId(id)).orElseThrow()).getValue();
    }

    /** Shows the machine as it is at an instant; a dead sensor keeps no value. */
    void show(MouldingMachine machine, Instant now) {
        DateTime time = new DateTime(now);
        for (int i = 0; i < machineNodes.size(); i++) {
            LineVariable variable = LineVariable.ALL.get(i);
            boolean dead = variable.dead().test(machine);
            Variant value = dead ? Variant.NULL_VALUE : variable.value().apply(machine);
            machineNodes.get(i).setValue(new DataValue(value, dead ? SENSOR_FAILURE : StatusCode.GOOD, time, time));
        }
    }

    /** Gives every counting variable the same tick. */
    void count(long tick, Instant now) {
        DateTime time = new DateTime(now);
        for (UaVariableNode node : counterNodes) {
            node.setValue(new DataValue(Variant.ofInt64(tick), StatusCode.GOOD, time, time));
        }
    }

    @Override
    public List<StatusCode> write(WriteContext context, List<WriteValue> values) {
        lastWritten = values.get(values.size() - 1).getValue();
        return super.write(context, values);
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        sampling.onDataItemsCreated(items);
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        sampling.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        sampling.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        sampling.onMonitoringModeChanged(items);
    }
}
