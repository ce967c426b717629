package io.fieldpost.opcua.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/**
 * Variables {@code v00000}, {@code v00001} … of type Double. The whole part of each is the number of the tick, so that a receiver can
 * count what is missing; the three decimals differ from variable to variable, as measured values do. Each tick is put into the queue
 * of every monitored item at once. Any thread.
 */
final class CountingNamespace extends ManagedNamespaceWithLifecycle {
    static final String URI = "urn:fieldpost:demo:counting";

    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final Map<DataItem, Integer> watched = new HashMap<>();
    private long tick = 1;

    CountingNamespace(OpcUaServer server, int variables) {
        super(server, URI);
        getLifecycleManager().addStartupTask(() -> addNodes(variables));
    }

    private void addNodes(int variables) {
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId("Line"), newQualifiedName("Line"), LocalizedText.english("Line"));
        getNodeManager().addNode(folder);
        folder.addReference(
                new Reference(folder.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
        for (int i = 0; i < variables; i++) {
            String id = String.format("v%05d", i);
            UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                    .setNodeId(newNodeId(id))
                    .setBrowseName(newQualifiedName(id))
                    .setDisplayName(LocalizedText.english(id))
                    .setDataType(NodeIds.Double)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .build();
            getNodeManager().addNode(node);
            folder.addOrganizes(node);
            numbers.put(node.getNodeId(), i);
        }
    }

    /** The next tick of all variables that somebody watches. */
    synchronized void count(Instant now) {
        tick++;
        DateTime time = new DateTime(now);
        watched.forEach((item, number) -> item.setValue(value(number, time)));
    }

    private DataValue value(int number, DateTime time) {
        double decimals = number * 7919L % 1000 / 1000.0;
        return new DataValue(Variant.ofDouble(tick + decimals), StatusCode.GOOD, time, time);
    }

    @Override
    public synchronized void onDataItemsCreated(List<DataItem> items) {
        DateTime time = DateTime.now();
        for (DataItem item : items) {
            Integer number = numbers.get(item.getReadValueId().getNodeId());
            if (number != null) {
                watched.put(item, number);
                item.setValue(value(number, time));
            }
        }
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {}

    @Override
    public synchronized void onDataItemsDeleted(List<DataItem> items) {
        items.forEach(watched::remove);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {}
}
