package io.fieldpost.opcua.simulation.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;

/** The counting points as nodes, for one life of the server. Items get each tick once; nothing samples. */
final class ChaosNamespace extends ManagedNamespaceWithLifecycle {
    private static final StatusCode UNKNOWN = new StatusCode(StatusCodes.Bad_NodeIdUnknown);
    private static final StatusCode NO_ATTRIBUTE = new StatusCode(StatusCodes.Bad_AttributeIdInvalid);

    private final ChaosPoints points;
    private final HistoryReader reader;
    private final boolean hasHistory;
    private final List<UaVariableNode> nodes = new ArrayList<>();
    private final Set<DataItem> items = ConcurrentHashMap.newKeySet();
    private final Set<DataItem> silent = ConcurrentHashMap.newKeySet();

    ChaosNamespace(OpcUaServer server, ChaosOptions options, ChaosPoints points) {
        super(server, ChaosServer.NAMESPACE);
        this.points = points;
        hasHistory = options.history > 0;
        reader = new HistoryReader(options.historyPerCall);
        getLifecycleManager().addStartupTask(this::addNodes);
    }

    private void addNodes() {
        UaFolderNode folder = new UaFolderNode(
                getNodeContext(), newNodeId("Chaos"), newQualifiedName("Chaos"), LocalizedText.english("Chaos"));
        getNodeManager().addNode(folder);
        folder.addReference(
                new Reference(folder.getNodeId(), NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
        DataValue now = points.value();
        for (int point = 0; point < points.count(); point++) {
            UaVariableNode node = variable(point);
            node.setValue(now);
            nodes.add(node);
            folder.addOrganizes(node);
            if (!points.isRemoved(point)) {
                getNodeManager().addNode(node);
            }
        }
    }

    private UaVariableNode variable(int point) {
        String id = ChaosServer.identifier(point);
        UaVariableNode node = new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
                .setNodeId(newNodeId(id))
                .setBrowseName(newQualifiedName(id))
                .setDisplayName(LocalizedText.english(id))
                .setDataType(NodeIds.Int64)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setHistorizing(hasHistory)
                .build();
        if (hasHistory) {
            node.setAccessLevel(AccessLevel.toValue(AccessLevel.CurrentRead, AccessLevel.HistoryRead));
            node.setUserAccessLevel(AccessLevel.toValue(AccessLevel.CurrentRead, AccessLevel.HistoryRead));
        }
        return node;
    }

    void show(DataValue value) {
        nodes.forEach(node -> node.setValue(value));
        items.forEach(item -> show(item, value));
    }

    private void show(DataItem item, DataValue value) {
        if (item.isSamplingEnabled() && !silent.contains(item)) {
            item.setValue(points.isRemoved(pointOf(item)) ? valueOf(UNKNOWN) : value);
        }
    }

    private DataValue valueOf(StatusCode status) {
        return points.value().copy(copy -> copy.setStatus(status));
    }

    void remove(int point) {
        itemsOf(point).forEach(item -> item.setValue(valueOf(UNKNOWN)));
        getNodeManager().removeNode(nodes.get(point));
    }

    void bringBack(int point, boolean alsoItems) {
        if (!alsoItems) {
            silenceItems(point);
        }
        getNodeManager().addNode(nodes.get(point));
    }

    void silenceItems(int point) {
        silent.addAll(itemsOf(point));
    }

    private List<DataItem> itemsOf(int point) {
        return items.stream().filter(item -> pointOf(item) == point).toList();
    }

    private static int pointOf(DataItem item) {
        return point(item.getReadValueId().getNodeId());
    }

    private static int point(NodeId node) {
        return ChaosServer.point(String.valueOf(node.getIdentifier()));
    }

    @Override
    public List<HistoryReadResult> historyRead(
            HistoryReadContext context,
            HistoryReadDetails details,
            TimestampsToReturn timestamps,
            List<HistoryReadValueId> asked) {
        return asked.stream().map(node -> historyOf(node, details, timestamps)).toList();
    }

    private HistoryReadResult historyOf(
            HistoryReadValueId node, HistoryReadDetails details, TimestampsToReturn timestamps) {
        int point = point(node.getNodeId());
        if (point < 0 || point >= nodes.size() || points.isRemoved(point)) {
            return new HistoryReadResult(UNKNOWN, null, null);
        }
        if (!hasHistory) {
            return new HistoryReadResult(new StatusCode(StatusCodes.Bad_HistoryOperationUnsupported), null, null);
        }
        return reader.read(getServer().getStaticEncodingContext(), details, timestamps, node, points.history(point));
    }

    @Override
    public void onDataItemsCreated(List<DataItem> created) {
        // Nothing is counted meanwhile, or the first value could come after the second.
        synchronized (points) {
            created.forEach(this::begin);
        }
    }

    private void begin(DataItem item) {
        boolean isValue = AttributeId.Value.uid().equals(item.getReadValueId().getAttributeId());
        if (isValue && pointOf(item) >= 0) {
            items.add(item);
            show(item, points.value());
        } else {
            item.setQuality(NO_ATTRIBUTE);
        }
    }

    @Override
    public void onDataItemsModified(List<DataItem> modified) {
        // An item gets every tick whatever interval it asks for, so nothing depends on it.
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> deleted) {
        deleted.forEach(items::remove);
        deleted.forEach(silent::remove);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> changed) {
        // Asked of the item itself at each tick.
    }
}
