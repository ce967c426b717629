package io.fieldpost.opcua.address;

import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/**
 * How a server tells that its nodes have changed (GeneralModelChangeEvent, SemanticChangeEvent; Part 3, 9.32 and 9.33). Most tell
 * nothing, so points are looked up every so often as well.
 */
public final class ModelWatch {
    private ModelWatch() {}

    /**
     * The items to put into a subscription so that the server tells of changes. A server that has no such events refuses them, which is
     * no failure. Two, because many servers have no "or" for what they filter.
     *
     * @param changed told at each change, on a thread of the client's; must return at once
     */
    public static List<OpcUaMonitoredItem> items(OpcUaClient client, Runnable changed) {
        return List.of(
                item(client, NodeIds.BaseModelChangeEventType, changed),
                item(client, NodeIds.SemanticChangeEventType, changed));
    }

    private static OpcUaMonitoredItem item(OpcUaClient client, NodeId eventType, Runnable changed) {
        SimpleAttributeOperand field = new SimpleAttributeOperand(
                NodeIds.BaseEventType,
                new QualifiedName[] {new QualifiedName(0, "EventType")},
                AttributeId.Value.uid(),
                null);
        ExtensionObject type = ExtensionObject.encode(
                client.getStaticEncodingContext(), new LiteralOperand(Variant.ofNodeId(eventType)));
        ContentFilterElement ofType = new ContentFilterElement(FilterOperator.OfType, new ExtensionObject[] {type});
        EventFilter filter = new EventFilter(
                new SimpleAttributeOperand[] {field}, new ContentFilter(new ContentFilterElement[] {ofType}));
        OpcUaMonitoredItem item = OpcUaMonitoredItem.newEventItem(NodeIds.Server, filter);
        item.setQueueSize(UInteger.valueOf(10));
        item.setEventValueListener((told, fields) -> changed.run());
        return item;
    }
}
