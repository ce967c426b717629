package io.fieldpost.opcua.server;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.AddressSpace.ReadContext;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * Monitored items that are told when their node changes, in place of being sampled: a gateway whose points rest costs nothing then. Any
 * thread; the order in which an item sees values is that in which the node had them.
 */
final class PushedItems {
    private final OpcUaServer server;
    private final Reader reader;
    private final Map<NodeId, Set<DataItem>> items = new HashMap<>();

    /** Reads attributes of nodes. */
    interface Reader {
        List<DataValue> read(ReadContext context, Double maxAge, TimestampsToReturn timestamps, List<ReadValueId> ids);
    }

    PushedItems(OpcUaServer server, Reader reader) {
        this.server = server;
        this.reader = reader;
    }

    synchronized void add(List<DataItem> added) {
        for (DataItem item : added) {
            items.computeIfAbsent(item.getReadValueId().getNodeId(), node -> new LinkedHashSet<>())
                    .add(item);
            update(item);
        }
    }

    synchronized void remove(List<DataItem> removed) {
        for (DataItem item : removed) {
            NodeId node = item.getReadValueId().getNodeId();
            Set<DataItem> left = items.get(node);
            if (left != null && left.remove(item) && left.isEmpty()) {
                items.remove(node);
            }
        }
    }

    /** Tells the present value: to an item that begins to listen. */
    synchronized void refresh(List<DataItem> woken) {
        woken.forEach(this::update);
    }

    /** Changes a node, and tells those who watch it. */
    synchronized void change(NodeId node, Change change) {
        DataValue value = change.apply();
        Set<DataItem> watching = items.get(node);
        if (watching == null) {
            return;
        }
        for (DataItem item : watching) {
            ReadValueId id = item.getReadValueId();
            boolean plain = AttributeId.Value.isEqual(id.getAttributeId())
                    && (id.getIndexRange() == null || id.getIndexRange().isEmpty());
            if (plain && item.isSamplingEnabled()) {
                item.setValue(value);
            } else {
                update(item);
            }
        }
    }

    /** Gives a node a new value, and answers which. */
    interface Change {
        DataValue apply();
    }

    private void update(DataItem item) {
        if (item.isSamplingEnabled()) {
            ReadContext context = new ReadContext(server, item.getSession());
            item.setValue(reader.read(context, 0.0, TimestampsToReturn.Both, List.of(item.getReadValueId()))
                    .get(0));
        }
    }
}
